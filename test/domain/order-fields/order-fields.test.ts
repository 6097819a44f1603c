import { describe, expect, it } from "vitest";
import { isNews, orderFields } from "../../../app/domain/order-fields/order-fields.ts";
import { fold } from "../../../app/domain/order-record/fold.ts";
import { EMPTY_RECORD } from "../../../app/domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../../app/domain/order-record/order-update.ts";
import type { Block } from "../../../app/domain/plan/block.ts";
import { minute, update } from "../order-record/updates.ts";

const OMS = update({}).sourceId;

const known = (...updates: readonly LearntUpdate[]) => ({
  record: updates.reduce((record, one) => fold(record, one).record, EMPTY_RECORD),
  driving: [OMS],
  blocks: [] as readonly Block[],
  zone: null,
});

describe("the fields that Handoff writes on an order", () => {
  it("carry the OMS's word, and for the customer where the order stands", () => {
    const order = known(update({ milestone: "shipped", sourceStatus: "VERSENDET" }));
    expect(orderFields(order)).toEqual({
      oms_status: "VERSENDET",
      milestone: "shipped",
      discrepancy: "none",
    });
  });

  it("tell customers nothing of a hold", () => {
    const order = known(update({ milestone: "on_hold", sourceStatus: "fraud check" }));
    expect(orderFields(order)).toMatchObject({
      oms_status: "fraud check",
      milestone: "processing",
    });
  });

  it("name the zone of an open discrepancy, else handling where a person has to decide", () => {
    const order = known(update({ milestone: "shipped" }));
    const block = { shipmentKeys: null, detail: "" };
    const waits = { ...order, blocks: [{ ...block, code: "order_not_routed" as const }] };
    const decides = { ...order, blocks: [{ ...block, code: "over_quantity" as const }] };
    expect(orderFields(waits)?.discrepancy).toBe("none");
    expect(orderFields(decides)?.discrepancy).toBe("handling");
    expect(orderFields({ ...decides, zone: "emission" })?.discrepancy).toBe("emission");
  });

  it("are none while no source that counts has spoken", () => {
    const order = known(update({ milestone: "shipped" }));
    expect(orderFields({ ...order, driving: [] })).toBeNull();
  });

  it.each([
    ["several lines", "a\r\nb\u0000c", "a b c"],
    ["half a character", `x\ud83d`, "x\ufffd"],
    ["nothing to read", " \n ", "shipped"],
    ["a whole book", "y".repeat(10_000), "y".repeat(200)],
  ])("make one short line of a status with %s", (_what, status, line) => {
    const order = known(update({ milestone: "shipped", sourceStatus: status }));
    expect(orderFields(order)?.oms_status).toBe(line);
  });

  it("are news where one of them says something else, and never for the time alone", () => {
    const order = known(update({ milestone: "shipped" }));
    const wanted = orderFields(order);
    if (wanted === null) throw new Error("no fields");
    expect(isNews(wanted, null)).toBe(true);
    expect(isNews(wanted, { ...wanted, confirmed_at: minute(3) })).toBe(false);
    const other = { ...wanted, discrepancy: "delivery", confirmed_at: minute(3) } as const;
    expect(isNews(wanted, other)).toBe(true);
  });
});
