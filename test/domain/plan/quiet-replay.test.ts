import { describe, expect, it } from "vitest";
import { minute } from "../order-record/updates.ts";
import { createOf, planFor, shipped } from "./situation.ts";

describe("an order whose past was replayed", () => {
  it("is fulfilled without a mail of what lies before", () => {
    expect(createOf(planFor({ updates: [shipped] })).notifyCustomer).toBe(true);
    const quiet = planFor({ updates: [shipped], quietBefore: minute(30) });
    expect(createOf(quiet).notifyCustomer).toBe(false);
  });

  it("tells of what happens afterwards as ever", () => {
    const later = planFor({ updates: [shipped], quietBefore: minute(-1) });
    expect(createOf(later).notifyCustomer).toBe(true);
  });
});
