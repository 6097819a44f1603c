import type {
  Claim,
  LogLine,
  MessageFact,
  OrderEvidence,
  SourceFact,
} from "../../../app/domain/diagnosis/evidence.ts";
import { type Instant, parseInstant, plusSeconds } from "../../../app/domain/instant.ts";

/** A time on the day of the story, `10:05`. */
export function at(time: string): Instant {
  const instant = parseInstant(`2026-11-20T${time}:00Z`);
  if (instant === null) throw new Error(time);
  return instant;
}

export const OURS = "https://handoff.example.com/webhooks/oms/key";

export const OMS: SourceFact = {
  sourceId: "oms",
  name: "Acme OMS",
  role: "oms",
  url: OURS,
  endpointState: "active",
  registeredUrl: OURS,
  checkedAt: at("09:00"),
  neverPushed: [],
  driftedSince: null,
};

export function claim(changes: Partial<Claim> = {}): Claim {
  return {
    sourceId: "oms",
    role: "oms",
    milestone: "shipped",
    status: "SHIPPED",
    via: "webhook",
    decision: "advanced",
    occurredAt: at("10:00"),
    receivedAt: plusSeconds(at("10:00"), 2),
    messageId: "m1",
    ...changes,
  };
}

export function message(changes: Partial<MessageFact> = {}): MessageFact {
  return {
    id: "m1",
    sourceId: "oms",
    via: "webhook",
    state: "applied",
    code: "applied",
    detail: "",
    deduplicationKey: "id:evt_1",
    eventId: "evt_1",
    receivedAt: plusSeconds(at("10:00"), 2),
    duplicatesAt: [],
    ...changes,
  };
}

export function sent(changes: Partial<LogLine> = {}): LogLine {
  return {
    sourceId: "oms",
    kind: "sent",
    at: plusSeconds(at("10:00"), 1),
    eventId: "evt_1",
    status: "SHIPPED",
    url: OURS,
    responseCode: 202,
    seconds: 0.1,
    isLast: false,
    ...changes,
  };
}

/** An order that was shipped at ten, told at once, and shown; it is half past twelve. */
export function evidence(changes: Partial<OrderEvidence> = {}): OrderEvidence {
  return {
    orderRecordId: "o1",
    name: "#1001",
    now: at("12:30"),
    graceSeconds: 900,
    agreement: "agreed",
    blocks: [],
    blockedSince: null,
    claims: [claim()],
    messages: [message()],
    log: [],
    refusals: [],
    sources: [OMS],
    intents: [],
    putOff: null,
    storefront: {
      readAt: at("10:01"),
      status: "FULFILLED",
      fulfilledAt: at("10:01"),
      cancelledAt: null,
      isFulfilled: true,
    },
    ...changes,
  };
}

/** The same change as polling found it, half an hour later; no webhook told it. */
export const polled = claim({ via: "poll", receivedAt: at("10:30"), messageId: "m2" });
