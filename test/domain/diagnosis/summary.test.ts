import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import { remediesOf } from "../../../app/domain/diagnosis/remedies.ts";
import {
  csvCell,
  summaryCsv,
  summaryMarkdown,
  type SummaryOrder,
} from "../../../app/domain/diagnosis/summary.ts";
import { ticksOf } from "../../../app/domain/diagnosis/ticks.ts";
import { VERDICT_CODES } from "../../../app/domain/diagnosis/verdict.ts";
import { VERDICT_WORDS } from "../../../app/domain/diagnosis/words.ts";
import { systemViews } from "../../../app/domain/discrepancy/systems.ts";
import { evidence, polled } from "./order-evidence.ts";

function summaryOf(name: string): SummaryOrder {
  const given = evidence({ name, claims: [polled], messages: [] });
  const diagnosis = diagnose(given);
  if (diagnosis.verdict !== "fault") throw new Error("no fault");
  const { fault } = diagnosis;
  return {
    orderName: name,
    systems: systemViews(given),
    ticks: ticksOf(given),
    facts: fault.facts,
    verdict: { ...fault, ...VERDICT_WORDS[fault.code], pattern: "glitch" },
  };
}

describe("S33 S37: the page for the IT ticket", () => {
  it("tells ids, times, both statuses, the ticks, the assessment and the pattern", () => {
    const style = { time: (at: string) => at, shop: "acme" };
    expect(summaryMarkdown([summaryOf("#1001")], style)).toMatchInlineSnapshot(`
      "# Order handoff: #1001

      Shop: acme

      ## #1001

      | System | Status | Since |
      |---|---|---|
      | oms | SHIPPED | 2026-11-20T10:00:00.000Z |
      | storefront | FULFILLED | 2026-11-20T10:01:00.000Z |

      Sent: not known. Received: no. Accepted: not known.

      **The source never sent this update** (zone: emission, isolated)

      Since: 2026-11-20T10:00:00.000Z. Came through: 2026-11-20T10:30:00.000Z.

      Owner: The source's administrator. Next: Ask the source's administrator which event or trigger sends this status, turn it on, and check its own event log for this order.

      - 2026-11-20T10:00:00.000Z: Acme OMS says that the order became SHIPPED.
      - 2026-11-20T10:30:00.000Z: Handoff learnt SHIPPED by polling.
      - No webhook with SHIPPED was received.
      - 2026-11-20T10:01:00.000Z: The storefront shows FULFILLED.

      "
    `);
  });

  it("is a table too, one order a line", () => {
    const [header, row, end] = summaryCsv([summaryOf("#1001")]).split("\r\n");
    expect(header?.split(",")).toHaveLength(row?.split(",").length ?? 0);
    expect(row).toContain('"The source never sent this update"');
    expect(end).toBe("");
  });

  it.each(["=1+1", "+49", "-2", "@SUM(A1)", "\t=1"])("P15: %j becomes no formula", (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`);
    expect(summaryCsv([summaryOf(text)])).toContain(`"'${text}"`);
  });

  it("quotes what is quoted", () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  });
});

describe("S14: remedies", () => {
  it("go from emission over delivery to handling, and say where it breaks", () => {
    const diagnosis = diagnose(evidence({ claims: [polled], messages: [] }));
    if (diagnosis.verdict !== "fault") throw new Error("no fault");
    expect(remediesOf(diagnosis.fault).map(({ zone, stands }) => [zone, stands])).toEqual([
      ["emission", "broken"],
      ["delivery", "not_reached"],
      ["handling", "not_reached"],
    ]);
  });

  it.each(VERDICT_CODES)("%s has words for what to do", (code) => {
    expect(VERDICT_WORDS[code].title).not.toBe("");
    expect(VERDICT_WORDS[code].action).not.toBe("");
  });
});
