import { describe, expect, it } from "vitest";
import { type EventPath, gapOf, pathCsv } from "../../../app/domain/diagnosis/path-log.ts";
import { at } from "./order-evidence.ts";

const WHOLE: EventPath = {
  source: "Acme OMS",
  eventId: "evt_1",
  order: "#1001",
  sentAt: at("10:00"),
  isAcknowledged: true,
  receivedAt: at("10:01"),
  via: "webhook",
  outcome: "applied",
  error: null,
  confirmedAt: at("10:02"),
};

describe("S20: the path of an event", () => {
  it.each([
    ["whole", {}, null],
    ["whole where the source exposes no log", { sentAt: null, isAcknowledged: null }, null],
    ["sent and not received", { receivedAt: null, outcome: null }, "receipt"],
    ["received, and the source did not learn so", { isAcknowledged: false }, "acknowledgement"],
    ["received and still on its way", { outcome: "planned" }, "processing"],
    ["received and stopped", { outcome: "quarantined", error: "unmapped_status" }, "processing"],
    ["applied, and not yet read back", { confirmedAt: null }, "confirmation"],
    ["superseded, which needs no confirmation", { outcome: "superseded", confirmedAt: null }, null],
  ] as const)("is %s", (_what, part, gap) => {
    expect(gapOf({ ...WHOLE, ...part })).toBe(gap);
  });

  it("S17: is exported with event, receipt time, outcome and error, safe for spreadsheets", () => {
    const stopped = { ...WHOLE, outcome: "dead", error: "=cmd()", order: null } as const;
    expect(pathCsv([WHOLE, stopped])).toBe(
      [
        '"source","event_id","order","sent_at","received_at","acknowledged","via","outcome","error","confirmed_at","gap"',
        '"Acme OMS","evt_1","#1001","2026-11-20T10:00:00.000Z","2026-11-20T10:01:00.000Z","yes","webhook","applied","","2026-11-20T10:02:00.000Z",""',
        '"Acme OMS","evt_1","","2026-11-20T10:00:00.000Z","2026-11-20T10:01:00.000Z","yes","webhook","dead","\'=cmd()","2026-11-20T10:02:00.000Z","processing"',
        "",
      ].join("\r\n"),
    );
  });
});
