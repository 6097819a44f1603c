import { describe, expect, it } from "vitest";
import {
  statusMapOf,
  statusRowErrors,
  statusRows,
} from "../../../app/domain/mapping/status-rows.ts";

describe("the status map while it is edited", () => {
  it("shows statuses without a meaning first, and none twice", () => {
    const rows = statusRows({ shipped: "shipped", draft: "ignore" }, ["Handed over", " SHIPPED "]);
    expect(rows).toEqual([
      { status: "Handed over", meaning: "" },
      { status: "shipped", meaning: "shipped" },
      { status: "draft", meaning: "ignore" },
    ]);
  });

  it("is saved with statuses as they are compared, and leaves unmapped ones out", () => {
    const map = statusMapOf([
      { status: "  Handed   Over ", meaning: "shipped" },
      { status: "Later", meaning: "" },
    ]);
    expect(map).toEqual({ "handed over": "shipped" });
  });

  it("refuses two rows that mean one status, and a meaning without a status", () => {
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
