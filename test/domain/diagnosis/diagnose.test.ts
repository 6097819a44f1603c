import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import { VERDICT_CODES } from "../../../app/domain/diagnosis/verdict.ts";
import { plusSeconds } from "../../../app/domain/instant.ts";
import { at, claim, evidence, message, OMS, OURS, polled, sent } from "./order-evidence.ts";
import { blockedBy, lost, type Seed, SEEDS, unheard } from "./seeded-faults.ts";

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

  it("an answer with 422 was given and read: what cannot be used is kept, and nothing got lost (S6)", () => {
    const log = [sent({ responseCode: 422 })];
    expect(diagnose(evidence({ log })).verdict).toBe("no_fault");
    expect(diagnose(evidence({ log: [sent({ responseCode: 502 })] }))).toMatchObject({
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
