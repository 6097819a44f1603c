import { describe, expect, it } from "vitest";
import { type PlanNode, scansIn } from "./scans.ts";

const SIZES = new Map([
  ["message", 10_000],
  ["source", 4],
]);

function scan(node: string, table: string, rows: number): PlanNode {
  return { "Node Type": node, "Relation Name": table, "Actual Rows": rows };
}

describe("a plan", () => {
  it("is told of for a sequential scan of a large table, however deep it lies", () => {
    const plan = {
      "Node Type": "Limit",
      Plans: [{ "Node Type": "Sort", Plans: [scan("Seq Scan", "message", 12)] }],
    };
    expect(scansIn(plan, SIZES)).toEqual([
      { table: "message", how: "sequential", rows: 12, index: null },
    ]);
  });

  it("is told of for going along an index to its end, filtered rows and loops counted", () => {
    const filtered = { ...scan("Index Scan", "message", 1), "Rows Removed by Filter": 6_000 };
    expect(scansIn(filtered, SIZES)).toEqual([
      { table: "message", how: "most rows", rows: 6_001, index: null },
    ]);
    const looped = { ...scan("Index Only Scan", "message", 3), "Actual Loops": 3_000 };
    expect(scansIn(looped, SIZES)).toEqual([
      { table: "message", how: "most rows", rows: 9_000, index: null },
    ]);
  });

  it("is not told of for small tables and for what an index finds", () => {
    expect(scansIn(scan("Seq Scan", "source", 4), SIZES)).toEqual([]);
    expect(scansIn(scan("Index Scan", "message", 51), SIZES)).toEqual([]);
  });
});
