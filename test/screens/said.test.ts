import { describe, expect, it } from "vitest";
import { createI18n } from "../../app/screens/i18n/i18n.ts";
import { tell } from "../../app/screens/i18n/said.ts";
import { domainSentences } from "./domain-sentences.ts";

const english = createI18n("en").t;
const german = createI18n("de").t;

const SENTENCES = domainSentences();

describe("what the domain says", () => {
  it("is found in the code", () => {
    expect(SENTENCES.length).toBeGreaterThan(200);
  });

  it("is said in English as the domain says it", () => {
    const changed = SENTENCES.filter(({ text }) => tell(english, text) !== text);
    expect(changed.map(({ place, text }) => [place, text, tell(english, text)])).toEqual([]);
  });

  it("is said in German, every sentence of it, with all that it names", () => {
    const missing = SENTENCES.filter(({ text, marks }) => {
      const told = tell(german, text);
      return told === text || marks.some((mark) => !told.includes(mark));
    });
    expect(missing.map(({ place, text }) => `${place} ${text}`)).toEqual([]);
  });

  it.each([
    ["The header x-signature is missing.", "Der Header x-signature fehlt."],
    ["The query sig is missing.", "Der Parameter sig fehlt."],
    ["Give a text here, not a list [ ].", "Gib hier einen Text an, nicht eine Liste [ ]."],
    ["Give a number here.", "Gib hier eine Zahl an."],
    [
      "The signature is 400 s old (allowed: 300 s); the time here is 1700000000.",
      "Die Signatur ist 400 s alt (erlaubt: 300 s); hier ist es 1700000000.",
    ],
    [
      'The rule "Web" does not allow the tracking number "x"; allowed are A, B or 3 more, and it must match ^A.',
      "Die Regel „Web“ lässt im Feld „Sendungsnummer“ den Wert „x“ nicht zu; erlaubt sind A, B oder 3 weitere, und er muss auf ^A passen.",
    ],
    [
      "The payload has no shipped_at, where the mapping reads occurredAt.",
      "Der Inhalt hat kein shipped_at, wo die Zuordnung „Wann es geschah“ liest.",
    ],
    [
      "From cancelled to shipped: claimed after its cancellation.",
      "Von Storniert zu Versendet: nach der Stornierung gemeldet.",
    ],
    [
      "2 of 3: The source answered 502. Handoff tries again in 30 s.",
      "2 von 3: Die Quelle antwortete 502. Handoff versucht es in 30 s wieder.",
    ],
    [
      "Handoff failed on this several times. Its log has the cause; after the fix, replay it.",
      "Handoff scheiterte hieran mehrmals. Das Log nennt die Ursache; wiederhole es nach der Behebung.",
    ],
    [
      "Handoff's worker ended or lost its database 5 times in a row with this in hand. Its log has the cause; after the fix, start again (what was done stays done).",
      "Der Worker von Handoff endete hierbei 5-mal nacheinander oder verlor seine Datenbank. Das Log nennt die Ursache; starte es nach der Behebung neu (was getan ist, bleibt getan).",
    ],
    ["Shopify: FULFILLED; sources: –", "Shopify: Ausgeführt; Quellen: –"],
  ])("is said in German with the sentences inside it: %s", (text, told) => {
    expect(tell(german, text)).toBe(told);
  });

  it("leaves alone what others said, however it looks", () => {
    for (const text of [
      "Line of order: not found",
      "",
      "A [B] (C+",
      "The answer",
      "x".repeat(5000),
    ]) {
      expect(tell(german, text)).toBe(text);
    }
  });

  it("quotes a source's own words as they are", () => {
    const text =
      'The status "The body is empty." is not in the status map; add it there, then replay the message.';
    expect(tell(german, text)).toContain("„The body is empty.“");
    expect(tell(german, text.replace("The body is empty.", "$t(words.ignore) {{x}}"))).toContain(
      "„$t(words.ignore) {{x}}“",
    );
  });
});
