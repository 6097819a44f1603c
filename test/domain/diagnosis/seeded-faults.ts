import type { OrderEvidence } from "../../../app/domain/diagnosis/evidence.ts";
import type { VerdictCode } from "../../../app/domain/diagnosis/verdict.ts";
import type { BlockCode } from "../../../app/domain/plan/block.ts";
import { at, claim, message, OMS, polled, sent } from "./order-evidence.ts";

/** A fault as its evidence shows it, and the verdict that it has to get. */
export type Seed = readonly [
  code: VerdictCode,
  zone: string,
  owner: string,
  name: string,
  given: Partial<OrderEvidence>,
];

export const lost = { claims: [polled], messages: [message({ id: "m2", via: "poll" })] };
export const unheard = { claims: [], messages: [], agreement: "pending" } as const;

export function blockedBy(code: BlockCode): Partial<OrderEvidence> {
  const blocks = [{ code, shipmentKeys: null, detail: "because" }];
  return { agreement: "waiting", blocks, blockedSince: at("10:05") };
}

function stuck(code: string, state: "quarantined" | "waiting" | "dead" = "quarantined") {
  return { agreement: "pending", claims: [], messages: [message({ state, code })] } as const;
}

const erp = { ...OMS, sourceId: "erp", name: "Books", role: "erp" as const };
const invoiced = claim({
  sourceId: "erp",
  role: "erp",
  status: "INVOICED",
  milestone: "shipped",
  messageId: "m9",
});

export const SEEDS: readonly Seed[] = [
  ["never_triggered", "emission", "source", "polling found what no webhook told", lost],
  [
    "never_triggered",
    "emission",
    "source",
    "the ERP has invoiced what the OMS never told (S26, S42)",
    { ...unheard, claims: [invoiced], sources: [OMS, erp] },
  ],
  [
    "late_trigger",
    "emission",
    "source",
    "the source sent it two hours after it happened",
    {
      claims: [claim({ receivedAt: at("12:00") })],
      log: [sent({ at: at("12:00") })],
      messages: [message({ receivedAt: at("12:00") })],
    },
  ],
  [
    "late_trigger",
    "emission",
    "source",
    "a webhook came long after polling had found it",
    { claims: [polled, claim({ receivedAt: at("11:30") })], messages: [] },
  ],
  [
    "dispatch_disabled",
    "emission",
    "source",
    "polling sees the status, and no webhook ever carried it (S5)",
    { ...lost, sources: [{ ...OMS, neverPushed: ["shipped"] }] },
  ],
  [
    "endpoint_drift",
    "emission",
    "source",
    "the source has another address registered (S3)",
    { ...lost, sources: [{ ...OMS, registeredUrl: "https://old.example.com/hook" }] },
  ],
  [
    "endpoint_drift",
    "emission",
    "source",
    "the source's log shows that it sends elsewhere (S3)",
    { ...unheard, log: [sent({ url: "https://old.example.com/hook", responseCode: 200 })] },
  ],
  [
    "schema_mismatch",
    "emission",
    "source",
    "the status was renamed in the source's new schema (S4)",
    { ...stuck("missing_status"), sources: [{ ...OMS, driftedSince: at("09:30") }] },
  ],
  ["schema_mismatch", "emission", "source", "the body is no JSON (S4)", stuck("json_syntax")],
  [
    "sent_not_received",
    "delivery",
    "network",
    "the log says accepted, and nothing came (S6, S39)",
    { ...unheard, log: [sent({ responseCode: 200 })] },
  ],
  [
    "received_too_late",
    "delivery",
    "network",
    "it was sent in time and came an hour later",
    {
      claims: [claim({ receivedAt: at("11:00") })],
      messages: [message({ receivedAt: at("11:00") })],
      log: [sent({ responseCode: 202, seconds: 3600 })],
    },
  ],
  [
    "retries_exhausted",
    "delivery",
    "source",
    "three attempts failed and the last was the last (S7)",
    {
      ...unheard,
      log: [
        sent({ responseCode: 503 }),
        sent({ responseCode: 503, at: at("10:01") }),
        sent({ responseCode: 503, at: at("10:05"), isLast: true }),
      ],
    },
  ],
  [
    "listener_down",
    "delivery",
    "operator",
    "every attempt ran into a server in trouble (S41)",
    {
      ...unheard,
      log: [sent({ responseCode: 503 }), sent({ responseCode: 502, at: at("10:20") })],
    },
  ],
  [
    "listener_down",
    "delivery",
    "operator",
    "the merchant stopped the endpoint (S41)",
    { ...lost, sources: [{ ...OMS, endpointState: "stopped" }] },
  ],
  [
    "acknowledgement_lost",
    "delivery",
    "network",
    "we have it, and the sender's connection broke (S6, S41)",
    { log: [sent({ responseCode: null, seconds: 1 }), sent({ at: at("10:02") })] },
  ],
  [
    "acknowledgement_slow",
    "delivery",
    "operator",
    "the sender gave up waiting, and its repeat became a duplicate (S10)",
    {
      log: [sent({ responseCode: null, seconds: 10 }), sent({ at: at("10:01") })],
      messages: [message({ duplicatesAt: [at("10:01")] })],
    },
  ],
  [
    "gateway_dropped",
    "delivery",
    "network",
    "the gateway took it and did not pass it on (S8)",
    {
      ...unheard,
      log: [sent({ responseCode: 200 }), sent({ kind: "entered", responseCode: null })],
    },
  ],
  [
    "signature_refused",
    "handling",
    "merchant",
    "deliveries since then were refused at the door (S15)",
    { ...lost, refusals: [{ sourceId: "oms", at: at("10:01"), code: "signature_mismatch" }] },
  ],
  [
    "signature_refused",
    "handling",
    "merchant",
    "the source's log shows 401",
    { ...unheard, log: [sent({ responseCode: 401 })] },
  ],
  [
    "unmapped_status",
    "handling",
    "merchant",
    "its status has no meaning",
    stuck("unmapped_status"),
  ],
  ["missing_field", "handling", "merchant", "a required field is missing", stuck("missing_order")],
  [
    "duplicate_ignored",
    "handling",
    "source",
    "the source gave the news the id of an older message (S12)",
    {
      claims: [
        claim({
          milestone: "processing",
          status: "PICKING",
          occurredAt: at("09:00"),
          receivedAt: at("09:00"),
        }),
        polled,
      ],
      messages: [message({ receivedAt: at("09:00"), duplicatesAt: [at("10:01")] })],
    },
  ],
  [
    "transition_refused",
    "handling",
    "merchant",
    "it was shipped after its cancellation (S13)",
    stuck("transition_refused"),
  ],
  [
    "waiting",
    "handling",
    "merchant",
    "shipped without the tracking number that is waited for (S13)",
    blockedBy("waiting_for_tracking"),
  ],
  [
    "needs_decision",
    "handling",
    "merchant",
    "two orders bear the name",
    blockedBy("ambiguous_order"),
  ],
  [
    "shopify_refused",
    "handling",
    "merchant",
    "Shopify said no",
    {
      ...blockedBy("shopify_refused"),
      intents: [
        { kind: "create_fulfillment", state: "rejected", detail: "no such line", at: at("10:05") },
      ],
    },
  ],
  [
    "shopify_throttled",
    "handling",
    "nobody",
    "the bucket is empty",
    blockedBy("shopify_throttled"),
  ],
  [
    "shopify_throttled",
    "handling",
    "nobody",
    "it is tried again and again",
    { ...unheard, putOff: { since: at("10:00"), attempts: 40 } },
  ],
  [
    "duplicate_ignored",
    "handling",
    "source",
    "another message of the order has its id and other content (S12)",
    {
      claims: [polled],
      messages: [message(), message({ id: "m3", state: "quarantined", code: "id_reuse_conflict" })],
      log: [sent()],
    },
  ],
  [
    "listener_down",
    "delivery",
    "operator",
    "the stopped endpoint answered that it is gone (S41)",
    {
      ...unheard,
      log: [sent({ responseCode: 410 })],
      sources: [{ ...OMS, endpointState: "stopped" }],
    },
  ],
  [
    "given_up",
    "handling",
    "operator",
    "it ran out of attempts",
    stuck("attempts_exhausted", "dead"),
  ],
];
