import { expect, it } from "vitest";
import { type FlowEvent, flowStart } from "../../../app/domain/flow/triggers.ts";

const EVENT: FlowEvent = {
  trigger: "message_failed",
  orderName: "#1001",
  orderId: "gid://shopify/Order/5551234567890",
  sourceName: "OMS",
  messageId: "m-1",
  code: "unmapped_status",
  reason: "The status is not mapped.",
  zone: null,
};

it("a trigger names its order by number, for Flow to read it", () => {
  expect(flowStart(EVENT)).toEqual({
    handle: "oms-message-failed",
    payload: {
      order_id: 5551234567890,
      "Order name": "#1001",
      Source: "OMS",
      Reason: "The status is not mapped.",
      Code: "unmapped_status",
      "Message ID": "m-1",
    },
  });
});

it("what is not known is left out", () => {
  const { payload } = flowStart({ ...EVENT, orderName: null, orderId: null, reason: null });
  expect(Object.keys(payload)).toEqual(["Source", "Code", "Message ID"]);
});

it("a payload stays far below Flow's 50,000 bytes, whatever a source wrote", () => {
  const long = "ü\ud83d".repeat(200_000);
  const start = flowStart({ ...EVENT, reason: long, orderName: long, sourceName: long });
  expect(Buffer.byteLength(JSON.stringify(start.payload))).toBeLessThan(20_000);
});
