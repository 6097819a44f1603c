import { csvCell } from "../../app/domain/csv-cell.ts";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../app/domain/diagnosis/diagnose.ts";
import { CHECKS } from "../../app/domain/diagnosis/remedies.ts";
import { ticksOf } from "../../app/domain/diagnosis/ticks.ts";
import { FACT_CODES, VERDICT_CODES } from "../../app/domain/diagnosis/verdict.ts";
import { factSentence, VERDICT_WORDS } from "../../app/domain/diagnosis/words.ts";
import { systemViews } from "../../app/domain/discrepancy/systems.ts";
import { ticketCsv, ticketMarkdown, type TicketOrder } from "../../app/screens/diagnosis/ticket.ts";
import { de } from "../../app/screens/i18n/de/index.ts";
import { en } from "../../app/screens/i18n/en/index.ts";
import { createI18n, type Language } from "../../app/screens/i18n/i18n.ts";
import { evidence, polled } from "../domain/diagnosis/order-evidence.ts";

function orderOf(name: string): TicketOrder {
  const given = evidence({ name, claims: [polled], messages: [] });
  const diagnosis = diagnose(given);
  if (diagnosis.verdict !== "fault") throw new Error("no fault");
  const { code, zone, owner, certainty, since, healedAt, facts } = diagnosis.fault;
  return {
    orderName: name,
    systems: systemViews(given),
    ticks: ticksOf(given),
    facts,
    verdict: {
      ...{ code, zone, owner, certainty, since, healedAt },
      pattern: "glitch",
      loss: "delayed",
      remedies: [],
    },
  };
}

function wordsIn(language: Language) {
  return {
    t: createI18n(language).t,
    time: (at: string) => at,
    fact: (fact: Parameters<typeof factSentence>[0]) => factSentence(fact, (at) => at),
    shop: "acme",
  };
}

describe("S33 S37: the page for the IT ticket", () => {
  it("tells ids, times, both statuses, the ticks, the assessment and the pattern", () => {
    expect(ticketMarkdown([orderOf("#1001")], wordsIn("en"))).toMatchInlineSnapshot(`
      "# Order handoff: #1001

      Shop: acme

      ## #1001

      | System | Status | Since |
      | --- | --- | --- |
      | OMS | SHIPPED | 2026-11-20T10:00:00.000Z |
      | Storefront | Fulfilled | 2026-11-20T10:01:00.000Z |

      Sent: Not known. Received: No. Accepted: Not known.

      **The source never sent this update** (zone: Emission, Single case)

      Since: 2026-11-20T10:00:00.000Z. Came through: 2026-11-20T10:30:00.000Z.

      Owner: The source's administrator. Next: Ask the source's administrator which event or trigger sends this status, turn it on, and check its own event log for this order.

      - 2026-11-20T10:00:00.000Z: Acme OMS says that the order became SHIPPED.
      - 2026-11-20T10:30:00.000Z: Handoff learnt SHIPPED by polling.
      - No webhook with SHIPPED was received.
      - 2026-11-20T10:01:00.000Z: The storefront shows FULFILLED.

      "
    `);
  });

  it("speaks the language of the screen", () => {
    const text = ticketMarkdown([orderOf("#1001")], wordsIn("de"));
    expect(text).toContain("# Übergabe von Bestellungen: #1001");
    expect(text).toContain("**Die Quelle hat diese Änderung nie gesendet** (Zone: Versand");
    expect(text).toContain("| Shop | Ausgeführt |");
    const [header = "", row = ""] = ticketCsv([orderOf("#1001")], createI18n("de").t).split("\r\n");
    expect(header).toContain('"Bestellung","Status im OMS"');
    expect(row).toContain('"Die Quelle hat diese Änderung nie gesendet"');
  });

  it("is a table too, one order a line", () => {
    const { t } = createI18n("en");
    const [header, row, end] = ticketCsv([orderOf("#1001")], t).split("\r\n");
    expect(header?.split(",")).toHaveLength(row?.split(",").length ?? 0);
    expect(row).toContain('"The source never sent this update"');
    expect(end).toBe("");
  });

  it.each(["=1+1", "+49", "-2", "@SUM(A1)", "\t=1"])("P15: %j becomes no formula", (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`);
    expect(ticketCsv([orderOf(text)], createI18n("en").t)).toContain(`"'${text}"`);
  });

  it("quotes what is quoted", () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  });
});

describe("the words of a diagnosis", () => {
  it.each([
    ["English", en.verdicts],
    ["German", de.verdicts],
  ])("are there in %s for every verdict and every check", (_language, words) => {
    expect(Object.keys(words.verdict).sort()).toEqual([...VERDICT_CODES].sort());
    expect(Object.keys(words.check).sort()).toEqual(Object.values(CHECKS).flat().sort());
    expect(Object.keys(words.fact)).toEqual(expect.arrayContaining([...FACT_CODES]));
  });

  it("are the same on screens and in the terminal", () => {
    expect(en.verdicts.verdict).toEqual(VERDICT_WORDS);
  });
});
