import { describe, expect, it } from "vitest";
import { readLog } from "../../../app/domain/source-log/read-log.ts";

describe("S7 S8: the logs of sources and gateways", () => {
  it("are read as JSON lines", () => {
    const text = [
      '{"event_id":"evt_1","order":"#1001","status":"SHIPPED","sent_at":"2026-11-20T10:00:00Z","responseCode":503,"duration_ms":1500}',
      '{"eventId":"evt_1","at":"2026-11-20T10:05:00+01:00","kind":"entered","final":true}',
    ].join("\n");
    const { lines, problems } = readLog(text);
    expect(problems).toEqual([]);
    expect(lines).toMatchObject([
      {
        kind: "sent",
        at: "2026-11-20T10:00:00.000Z",
        eventId: "evt_1",
        orderNames: ["#1001"],
        status: "SHIPPED",
        responseCode: 503,
        seconds: 1.5,
        isLast: false,
      },
      { kind: "entered", at: "2026-11-20T09:05:00.000Z", isLast: true, responseCode: null },
    ]);
  });

  it.each([",", ";"])("are read as CSV, with quoted cells, split by %j", (s) => {
    const text = `\uFEFFTime${s}Event ID${s}Order${s}Status Code\r\n2026-11-20T10:00:00Z${s}evt_1${s}"#1,""2"";3"${s}202\r\n`;
    expect(readLog(text)).toMatchObject({
      lines: [{ eventId: "evt_1", orderNames: ['#1,"2";3'], responseCode: 202 }],
      problems: [],
    });
  });

  it("say which lines cannot be used and why, and use the others", () => {
    const text = [
      '{"event_id":"a","at":"2026-11-20T10:00:00Z"}',
      "{broken",
      '{"event_id":"b"}',
      '{"event_id":"c","at":"yesterday"}',
      '{"at":"2026-11-20T10:00:00Z"}',
      '{"event_id":"d","at":"2026-11-20T10:00:00Z","kind":"lost"}',
    ].join("\n");
    const { lines, problems } = readLog(text);
    expect(lines).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(problems[2]?.detail).toContain("yesterday");
  });

  it("may be empty", () => {
    expect(readLog("")).toEqual({ lines: [], problems: [] });
  });
});
