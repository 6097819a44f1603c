import { PROBLEM_CODES, type ProblemCode } from "../mapping/problem.ts";
import { type Block, needsPerson } from "../plan/block.ts";
import type { MessageFact, OrderEvidence } from "./evidence.ts";
import type { Instant } from "../instant.ts";
import { fact, messageStands, sourceOf } from "./fact.ts";
import type { Finding } from "./fault.ts";
import { ID_REUSED } from "./judge-delivery.ts";
import { secondsBetween } from "./subject.ts";
import type { Fact, VerdictCode } from "./verdict.ts";

/** What was received and is not applied: messages that stand still, and blocks of the order. */
export function judgeHandling(evidence: OrderEvidence): readonly Finding[] {
  const stuck = evidence.messages
    .filter((message) => isStuck(message) && !isSuperseded(message, evidence))
    .map((message) => fromMessage(message, evidence));
  // A contradiction explains the decision that it asks for, and not the other way round.
  const refused = stuck.filter(({ code }) => code === "transition_refused");
  const others = stuck.filter(({ code }) => code !== "transition_refused");
  return [...refused, ...fromBlocks(evidence), ...putOff(evidence), ...others];
}

function isStuck({ state }: MessageFact): boolean {
  return state === "quarantined" || state === "dead" || state === "waiting";
}

/** Whether the same message was replayed since and came through. */
function isSuperseded(message: MessageFact, { messages }: OrderEvidence): boolean {
  return messages.some(
    (other) =>
      other.via === "replay" && other.deduplicationKey.includes(message.id) && !isStuck(other),
  );
}

function fromMessage(message: MessageFact, evidence: OrderEvidence): Finding {
  const { sourceId, receivedAt } = message;
  const drift = sourceOf(evidence, sourceId)?.driftedSince ?? null;
  const code = codeOf(message, drift !== null && drift <= receivedAt);
  const built =
    code === "schema_mismatch" && drift !== null
      ? [fact("built_otherwise", "inbox", { at: drift })]
      : [];
  return {
    code,
    certainty: "proved",
    sourceId,
    since: receivedAt,
    healedAt: code === "duplicate_ignored" ? learntOtherwise(message, evidence) : null,
    facts: [messageStands(message), ...built],
  };
}

/** What an id of old hid may have come by polling since; the message itself stays as it is. */
function learntOtherwise(
  { sourceId, receivedAt }: MessageFact,
  { claims, agreement }: OrderEvidence,
): Instant | null {
  if (agreement !== "agreed") return null;
  const later = claims
    .filter((claim) => claim.sourceId === sourceId && claim.receivedAt >= receivedAt)
    .map((claim) => claim.receivedAt);
  return later.sort()[0] ?? null;
}

/** What lacks or is called otherwise since the source changed how it builds messages is the source's. */
function codeOf({ state, code }: MessageFact, isDrifted: boolean): VerdictCode {
  if (isProblem(code)) return problemVerdict(code, isDrifted);
  if (code === ID_REUSED) return "duplicate_ignored";
  if (code === "transition_refused") return "transition_refused";
  if (code === "no_mapping") return "unmapped_status";
  if (code === "shopify_refused") return "shopify_refused";
  if (code === "shopify_throttled") return "shopify_throttled";
  if (state === "dead") return "given_up";
  return state === "waiting" ? "waiting" : "needs_decision";
}

function isProblem(code: string): code is ProblemCode {
  return PROBLEM_CODES.some((known) => known === code);
}

const MISSING: readonly ProblemCode[] = [
  "missing_order",
  "missing_status",
  "missing_field",
  "line_unnamed",
  "lines_missing",
  "zone_missing",
  "tracking_invalid",
];

function problemVerdict(code: ProblemCode, isDrifted: boolean): VerdictCode {
  if (code === "unmapped_status") return "unmapped_status";
  return MISSING.includes(code) && !isDrifted ? "missing_field" : "schema_mismatch";
}

function fromBlocks(evidence: OrderEvidence): readonly Finding[] {
  const { blocks, blockedSince: since, agreement } = evidence;
  if (since === null || agreement === "agreed") return [];
  const block = blocks.find(needsPerson) ?? blocks[0];
  if (block === undefined || isYoungWait(block, evidence)) return [];
  const blocked = fact("blocked", "ledger", {
    at: since,
    values: { code: block.code, detail: block.detail },
  });
  return [
    {
      code: blockVerdict(block),
      certainty: "proved",
      sourceId: null,
      since,
      healedAt: null,
      facts: [blocked, ...refusedIntents(evidence)],
    },
  ];
}

/** Tried again and again, and nothing says no: Shopify asks to wait. */
function putOff({ putOff: work, now, graceSeconds }: OrderEvidence): readonly Finding[] {
  if (work === null || secondsBetween(work.since, now) <= graceSeconds) return [];
  const values = { tries: String(work.attempts) };
  return [
    {
      code: "shopify_throttled",
      certainty: "likely",
      sourceId: null,
      since: work.since,
      healedAt: null,
      facts: [fact("put_off", "intents", { at: work.since, values })],
    },
  ];
}

/** What clears by itself is no fault before its time. */
function isYoungWait(block: Block, { blockedSince, now, graceSeconds }: OrderEvidence): boolean {
  return (
    !needsPerson(block) &&
    blockedSince !== null &&
    secondsBetween(blockedSince, now) <= graceSeconds
  );
}

/** What a block of an order comes to. */
export function blockVerdict({ code }: Pick<Block, "code">): VerdictCode {
  switch (code) {
    case "shopify_refused":
      return "shopify_refused";
    case "shopify_throttled":
    case "shopify_unreachable":
      return "shopify_throttled";
    case "cancelled_then_shipped":
      return "transition_refused";
    case "waiting_for_tracking":
    case "waiting_for_shipment":
    case "order_not_found":
    case "order_not_routed":
    case "order_on_hold":
    case "quiet_period":
    case "order_cancelling":
    case "shop_parked":
      return "waiting";
    case "tracking_invalid":
      return "missing_field";
    case "line_not_found":
    case "ambiguous_order":
    case "ambiguous_location":
    case "over_quantity":
    case "already_fulfilled":
    case "shipment_changed":
    case "order_cancel_needs_person":
    case "shipment_cancel_needs_person":
    case "cannot_cancel_fulfilled":
    case "pickup_notice_unknown":
    case "duplicate_fulfillment":
    case "order_cancelled_in_shopify":
    case "fulfillment_cancelled_in_shopify":
    case "not_ours_to_fulfil":
      return "needs_decision";
  }
}

function refusedIntents({ intents }: OrderEvidence): readonly Fact[] {
  return intents
    .filter(({ state }) => state === "rejected" || state === "conflict")
    .map(({ at, kind, state, detail }) =>
      fact("intent_stands", "intents", { at, values: { kind, state, detail: detail ?? "" } }),
    );
}
