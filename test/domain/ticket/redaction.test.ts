import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import { HIDDEN } from "../../../app/domain/payload/personal-data.ts";
import { redacted, redactionOf } from "../../../app/domain/ticket/redaction.ts";
import { evidence } from "../diagnosis/order-evidence.ts";
import { type Seed, SEEDS } from "../diagnosis/seeded-faults.ts";

const redact = redactionOf(["Ada Lovelace", "10115", "J.", "12", "a+b (c)", "x".repeat(200)]);

describe("S76: what a ticket may not carry", () => {
  it.each([
    [
      "a name inside a sentence",
      'The location "ada  lovelace" is unknown.',
      `The location "${HIDDEN}" is unknown.`,
    ],
    ["digits of an address", "to 10115.", `to ${HIDDEN}.`],
    ["what looks like a pattern", "for a+b (c)!", `for ${HIDDEN}!`],
    ["a long value as a problem quotes it", `"${"x".repeat(80)}…"`, `"${HIDDEN}…"`],
    ["any e-mail address", "mail jo@example.com now", `mail ${HIDDEN} now`],
    ["any phone number with a prefix", "call +49 (30) 123-4567.", `call ${HIDDEN}.`],
    [
      "the key in an address",
      "https://a.example/webhooks/oms/AbCdEfGhIjKlMnOp1234?token=1#x",
      "https://a.example/webhooks/oms/…1234?…",
    ],
    ["credentials in an address", "https://me:secret@a.example/in", "https://a.example/in"],
  ])("loses %s", (_what, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    ["a longer word or number", "Ada Lovelaces 101151 x12"],
    ["initials and house numbers", "12 of J. are open"],
    ["numbers of parcels", "00340434292135100186 JD014600003828392837"],
    ["a plain address", "https://oms.example.com/hooks/orders"],
  ])("keeps %s", (_what, text) => {
    expect(redact(text)).toBe(text);
  });

  it.each(SEEDS)("changes no verdict: %s in %s", (...[code, zone, , , given]: Seed) => {
    const diagnosis = diagnose(redacted(evidence(given), redact));
    expect(diagnosis).toMatchObject({ verdict: "fault", fault: { code, zone } });
  });

  it("keeps our own words and ids as they are, and the form of everything", () => {
    const hide = redactionOf(["waiting", "shop one"]);
    const value = {
      state: "waiting",
      id: "waiting",
      n: 1,
      none: null,
      said: ["waiting", "shop one"],
    };
    expect(redacted(value, hide)).toEqual({ ...value, said: [HIDDEN, HIDDEN] });
  });
});
