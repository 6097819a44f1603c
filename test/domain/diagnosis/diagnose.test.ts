import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import type { OrderEvidence } from "../../../app/domain/diagnosis/evidence.ts";
import { VERDICT_CODES, type VerdictCode } from "../../../app/domain/diagnosis/verdict.ts";
import { plusSeconds } from "../../../app/domain/instant.ts";
import type { BlockCode } from "../../../app/domain/plan/block.ts";
import { at, claim, evidence, message, OMS, OURS, polled, sent } from "./order-evidence.ts";

type Seed = readonly [
  code: VerdictCode,
  zone: string,
  owner: string,
  name: string,
  given: Partial<OrderEvidence>,
];

const lost = { claims: [polled], messages: [message({ id: "m2", via: "poll" })] };
const unheard = { claims: [], messages: [], agreement: "pending" } as const;

function blockedBy(code: BlockCode): Partial<OrderEvidence> {
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

const SEEDS: readonly Seed[] = [
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

describe("S1 S2 S41: a seeded fault gives its verdict, zone and owner", () => {
  it.each(SEEDS)("%s in %s for %s: %s", (...[code, zone, owner, , given]: Seed) => {
    const diagnosis = diagnose(evidence(given));
    expect(diagnosis).toMatchObject({ verdict: "fault", fault: { code, zone, owner } });
    if (diagnosis.verdict === "fault") {
      expect(diagnosis.fault.facts.length).toBeGreaterThan(0);
      expect(diagnosis.fault.facts.every(({ origin }) => origin.length > 0)).toBe(true);
    }
  });

  it("and every verdict is seeded", () => {
    const seeded: readonly string[] = SEEDS.map(([code]) => code);
    expect(VERDICT_CODES.filter((code) => !seeded.includes(code))).toEqual([]);
  });
});

describe("S6 S11: an order that came through has no fault", () => {
  const fifty = Array.from({ length: 50 }, (_, index) => index);

  it.each(fifty)("healthy order %i, with its delay, retries and duplicates", (index) => {
    const delay = (index * 37) % 880;
    const receivedAt = plusSeconds(at("10:00"), delay);
    const retries = index % 4;
    const log = Array.from({ length: retries + 1 }, (_, attempt) => {
      const isGood = attempt === retries;
      const line = sent({
        at: plusSeconds(receivedAt, (attempt - retries) * 60),
        responseCode: isGood ? 202 : 503,
        isLast: isGood,
      });
      return index % 2 === 0 ? line : { ...line, eventId: null };
    });
    const duplicatesAt = index % 3 === 0 ? [plusSeconds(receivedAt, 5)] : [];
    const claims = [
      claim({ receivedAt }),
      ...(index % 5 === 0
        ? [claim({ via: "poll", receivedAt: at("10:30"), decision: "unchanged" })]
        : []),
    ];
    const messages = [message({ receivedAt, duplicatesAt })];
    const isLogged = index % 2 === 0;
    expect(diagnose(evidence({ claims, messages, log: isLogged ? log : [] }))).toMatchObject({
      verdict: "no_fault",
    });
  });
});

describe("time decides", () => {
  const unanswered = { ...unheard, log: [sent({ responseCode: null, seconds: null })] };

  it("S39: no receipt is a failure once the deadline has passed, and not before", () => {
    const deadline = plusSeconds(sent().at, 900);
    expect(diagnose(evidence({ ...unanswered, now: deadline })).verdict).toBe("no_fault");
    expect(diagnose(evidence({ ...unanswered, now: plusSeconds(deadline, 1) }))).toMatchObject({
      verdict: "fault",
      fault: { code: "sent_not_received", healedAt: null },
    });
  });

  it("S44: a lost webhook that polling healed is told as healed, with when", () => {
    expect(diagnose(evidence(lost))).toMatchObject({
      verdict: "fault",
      fault: { code: "never_triggered", since: at("10:00"), healedAt: at("10:30") },
    });
  });

  it("a retry a second after a refusal is no lost acknowledgement (S6)", () => {
    const log = [
      sent({ responseCode: 503 }),
      sent({ at: plusSeconds(sent().at, 1), responseCode: 202 }),
    ];
    expect(diagnose(evidence({ log })).verdict).toBe("no_fault");
    const twice = [message({ duplicatesAt: [plusSeconds(message().receivedAt, 1)] })];
    expect(diagnose(evidence({ log, messages: twice }))).toMatchObject({
      fault: { code: "acknowledgement_lost" },
    });
  });

  it("a webhook may still come while the grace period runs", () => {
    const now = plusSeconds(polled.receivedAt, 900);
    expect(diagnose(evidence({ ...lost, now })).verdict).toBe("no_fault");
  });

  it("what is open is told before what healed", () => {
    const both = evidence({ ...lost, ...blockedBy("shopify_refused") });
    expect(diagnose(both)).toMatchObject({ fault: { code: "shopify_refused", healedAt: null } });
  });

  it("the chain of evidence is in the order of time, and names its records", () => {
    const diagnosis = diagnose(evidence(lost));
    if (diagnosis.verdict !== "fault") throw new Error("no fault");
    expect(diagnosis.fault.facts.map(({ code, origin }) => `${origin}: ${code}`)).toEqual([
      "ledger: source_said",
      "ledger: learnt_by_polling",
      "inbox: no_message",
      "storefront: storefront_shows",
    ]);
  });

  it("an address that differs by its trailing slash alone has not drifted (S3)", () => {
    const sources = [{ ...OMS, registeredUrl: `${OURS}/` }];
    expect(diagnose(evidence({ ...lost, sources }))).toMatchObject({
      fault: { code: "never_triggered" },
    });
  });
});
