import type { Instant } from "../instant.ts";
import { hasLeft } from "../order-record/current-milestone.ts";
import type { Claim, LogLine, OrderEvidence } from "./evidence.ts";
import { changeHappened, claimLearnt, fact, noMessage, sentLine, sourceOf } from "./fact.ts";
import type { Finding } from "./fault.ts";
import { same, sameAddress } from "./judge-delivery.ts";
import { type Change, changesOf, secondsBetween } from "./subject.ts";
import type { Fact, VerdictCode } from "./verdict.ts";

/** Changes that no webhook told in time, and whose sending no log shows. */
export function judgeEmission(evidence: OrderEvidence): readonly Finding[] {
  const changes = changesOf(evidence);
  const found = changes.flatMap((change) => ofChange(change, evidence));
  return found.length > 0 ? found : silentSource(changes, evidence);
}

function ofChange(change: Change, evidence: OrderEvidence): readonly Finding[] {
  if (evidence.sources.every(({ sourceId }) => sourceId !== change.sourceId)) return [];
  if (change.pushed !== null) return pushedLate(change, change.pushed, evidence);
  if (secondsBetween(change.first.receivedAt, evidence.now) <= evidence.graceSeconds) return [];
  if (linesOf(change, evidence).length > 0) return [];
  const { code, facts } = whyNotPushed(change, evidence);
  return [
    {
      code,
      certainty: code === "endpoint_drift" || code === "dispatch_disabled" ? "proved" : "likely",
      sourceId: change.sourceId,
      since: change.at,
      healedAt: evidence.agreement === "agreed" ? change.first.receivedAt : null,
      facts: [
        changeHappened(change, evidence),
        claimLearnt(change.first),
        noMessage(change),
        ...facts,
      ],
    },
  ];
}

/** Sent late by the source's own log, or late by its own clock. */
function pushedLate(change: Change, pushed: Claim, evidence: OrderEvidence): readonly Finding[] {
  const { at, isTimed } = change;
  if (!isTimed || secondsBetween(at, pushed.receivedAt) <= evidence.graceSeconds) return [];
  const sent = linesOf(change, evidence);
  const [first] = sent;
  if (first !== undefined && secondsBetween(at, first.at) <= evidence.graceSeconds) return [];
  return [
    {
      code: "late_trigger",
      certainty: first === undefined ? "likely" : "proved",
      sourceId: change.sourceId,
      since: at,
      healedAt: change.first.receivedAt,
      facts: [
        changeHappened(change, evidence),
        ...sent.map(sentLine),
        ...(change.first === pushed ? [] : [claimLearnt(change.first)]),
        claimLearnt(pushed),
      ],
    },
  ];
}

function linesOf(change: Change, { log }: OrderEvidence): readonly LogLine[] {
  return log
    .filter(
      ({ kind, sourceId, status }) =>
        kind === "sent" &&
        sourceId === change.sourceId &&
        status !== null &&
        same(status, change.status),
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

interface Reason {
  readonly code: VerdictCode;
  readonly facts: readonly Fact[];
}

type Rule = (change: Change, evidence: OrderEvidence) => Reason | null;

function whyNotPushed(change: Change, evidence: OrderEvidence): Reason {
  for (const rule of [refusedAtDoor, registeredElsewhere, stopped, neverPushed, repeatedId]) {
    const reason = rule(change, evidence);
    if (reason !== null) return reason;
  }
  return { code: "never_triggered", facts: [] };
}

const refusedAtDoor: Rule = ({ sourceId, at }, { refusals }) => {
  const after = refusals.filter((one) => one.sourceId === sourceId && one.at >= at);
  if (after.length === 0) return null;
  return {
    code: "signature_refused",
    facts: after.map(({ at: when, code }) =>
      fact("refused_at_door", "refusals", { at: when, values: { code } }),
    ),
  };
};

const registeredElsewhere: Rule = ({ sourceId }, evidence) => {
  const source = sourceOf(evidence, sourceId);
  if (source === null || source.registeredUrl === null || source.url === null) return null;
  if (sameAddress(source.registeredUrl, source.url)) return null;
  const values = { registered: source.registeredUrl, ours: source.url };
  const drift = fact("registered_elsewhere", "registration", { at: source.checkedAt, values });
  return { code: "endpoint_drift", facts: [drift] };
};

const stopped: Rule = ({ sourceId }, evidence) => {
  const state = sourceOf(evidence, sourceId)?.endpointState ?? "active";
  if (state !== "stopped") return null;
  return {
    code: "listener_down",
    facts: [fact("endpoint_is", "registration", { values: { state } })],
  };
};

const neverPushed: Rule = ({ sourceId, status }, evidence) => {
  const never = sourceOf(evidence, sourceId)?.neverPushed ?? [];
  if (!never.some((word) => same(word, status))) return null;
  return {
    code: "dispatch_disabled",
    facts: [fact("never_pushed", "ledger", { values: { status } })],
  };
};

/** A copy of an older message came when the news should have: the source gave the news an old id. */
const repeatedId: Rule = ({ sourceId, at, first }, { messages, graceSeconds }) => {
  const copies = messages
    .filter((message) => message.sourceId === sourceId && message.receivedAt < at)
    .flatMap(({ id, duplicatesAt }) =>
      duplicatesAt
        .filter((when) => when >= at && secondsBetween(first.receivedAt, when) <= graceSeconds)
        .map((when) => fact("duplicate_came", "inbox", { at: when, messageId: id })),
    );
  return copies.length === 0 ? null : { code: "duplicate_ignored", facts: copies };
};

/** Another system says that the goods left, and no driving source ever did. */
function silentSource(changes: readonly Change[], evidence: OrderEvidence): readonly Finding[] {
  if (changes.some(({ milestone }) => hasLeft(milestone))) return [];
  const observed = evidence.claims.find(
    ({ role, milestone }) => role !== "oms" && hasLeft(milestone) && milestone !== "cancelled",
  );
  const driving = evidence.sources.find(({ role }) => role === "oms");
  if (observed === undefined || driving === undefined) return [];
  const since: Instant = observed.occurredAt ?? observed.receivedAt;
  if (secondsBetween(since, evidence.now) <= evidence.graceSeconds) return [];
  const { sourceId } = driving;
  const { status, milestone } = observed;
  const change = { sourceId, status, milestone, at: since, isTimed: true, pushed: null };
  const { code, facts } = whyNotPushed({ ...change, first: observed }, evidence);
  return [
    {
      code,
      certainty: "likely",
      sourceId,
      since,
      healedAt: null,
      facts: [
        changeHappened({ ...change, first: observed, sourceId: observed.sourceId }, evidence),
        noMessage(change),
        ...facts,
      ],
    },
  ];
}
