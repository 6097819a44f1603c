import { describe, expect, it } from "vitest";
import { statusMapOf, statusRowErrors } from "../../../app/domain/mapping/status-rows.ts";

describe("the rows of a status map", () => {
  it("keep a status whose name JavaScript gives a meaning", () => {
    const map = statusMapOf([{ status: "__proto__", meaning: "shipped" }]);
    expect(Object.entries(map)).toEqual([["__proto__", "shipped"]]);
  });

  it("are saved with statuses as they are compared, and leaves unmapped ones out", () => {
    const map = statusMapOf([
      { status: "  Handed   Over ", meaning: "shipped" },
      { status: "Later", meaning: "" },
    ]);
    expect(map).toEqual({ "handed over": "shipped" });
  });

  it("refuse two rows that mean one status, and a meaning without a status", () => {
    const errors = statusRowErrors([
      { status: "Shipped", meaning: "shipped" },
      { status: "shipped ", meaning: "delivered" },
      { status: "", meaning: "ignore" },
      { status: "", meaning: "" },
    ]);
    expect([...errors]).toEqual([
      [1, "status_twice"],
      [2, "required"],
    ]);
  });
});
