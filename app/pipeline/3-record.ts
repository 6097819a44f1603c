import { type Unusable, unusableAtSight } from "../domain/mapping/unusable.ts";
import { overBudget } from "./intake/intake-limits.ts";
import type { IntakeLimits } from "./intake/intake-limits.ts";
import type { MessageOf } from "./intake/message-of.ts";
import type { VerifiedDelivery } from "./intake/received-delivery.ts";
import { refused } from "./intake/reception.ts";
import type { Accepted, Reception } from "./intake/reception.ts";
import type { Recorder } from "./intake/recorder.ts";
import { ID_REUSED, OVERLOADED } from "./intake/refusal.ts";
import type { Clock, Log, NewMessage, RecordOutcome } from "./ports.ts";

export interface RecordParts {
  readonly recorder: Recorder;
  readonly messageOf: MessageOf;
  readonly limits: IntakeLimits;
  readonly clock: Clock;
  readonly log: Log;
}

export type Commit = (verified: VerifiedDelivery) => Promise<Reception>;

/** Commits a verified delivery to the inbox; only what is committed is accepted. Throws `InboxUnavailable`. */
export function committer(parts: RecordParts): Commit {
  return async (verified) => {
    const { endpointId, response } = verified.endpoint;
    const budget = parts.limits.useEndpoint(endpointId, parts.clock.now());
    if (!budget.allowed) return refused(overBudget(budget));

    const message = parts.messageOf(verified);
    const outcome = await parts.recorder.record(message);
    if (outcome === null) return refused(OVERLOADED);
    logRecorded(parts.log, { verified, message, outcome });
    const { warning } = verified;
    const unusable = unusableOf(verified, message, outcome);
    return accepted(outcome, { messageId: message.id, warning, budget, response, unusable });
  };
}

function accepted(recorded: RecordOutcome, facts: Accepted): Reception {
  switch (recorded.outcome) {
    case "recorded":
      return { ...facts, outcome: "recorded" };
    case "duplicate":
      return { ...facts, outcome: "duplicate", firstId: recorded.messageId };
    case "id_reuse_conflict":
      // Content that was kept before under this id is not kept twice: its message is named.
      return {
        ...facts,
        messageId: recorded.messageId,
        outcome: "id_reuse_conflict",
        firstId: recorded.firstId,
      };
  }
}

/** What the source is told to be unusable; null where its endpoint answers everything alike. */
function unusableOf(
  { endpoint, body }: VerifiedDelivery,
  { headers, query, receivedAt }: NewMessage,
  { outcome }: RecordOutcome,
): Unusable | null {
  const { judgedBy } = endpoint;
  if (judgedBy === null) return null;
  if (outcome === "id_reuse_conflict") return ID_REUSED;
  return unusableAtSight({ body: body.content, headers, query, receivedAt }, judgedBy);
}

interface RecordedDelivery {
  readonly verified: VerifiedDelivery;
  readonly message: NewMessage;
  readonly outcome: RecordOutcome;
}

function logRecorded(log: Log, { verified, message, outcome }: RecordedDelivery): void {
  log.info("message.recorded", {
    shop_id: message.shopId,
    source_id: message.sourceId,
    endpoint_id: verified.endpoint.endpointId,
    message_id: message.id,
    outcome: outcome.outcome,
    recorded_as: outcome.messageId,
    bytes: message.body.length,
    warning: verified.warning ?? undefined,
  });
}
