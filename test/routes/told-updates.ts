import type { LearntUpdate } from "../../app/domain/order-record/order-update.ts";
import { minute, shipment, update } from "../domain/order-record/updates.ts";

/** Received, put on hold, and shipped in two packages, one of which says what no page may run. */
export function life(sourceId: string): readonly LearntUpdate[] {
  const packages = [
    { number: "1Z999", carrier: "UPS", url: "https://ups.example/1Z999" },
    { number: "<script>alert(1)</script>", carrier: "UPS", url: "javascript:alert(1)" },
  ];
  return [
    update({ sourceId, milestone: "received", occurredAt: minute(0) }),
    update({ sourceId, milestone: "on_hold", occurredAt: minute(1) }),
    update({
      sourceId,
      milestone: "shipped",
      occurredAt: minute(2),
      shipment: shipment({ packages }),
    }),
  ];
}

/** Shipped in so many packages. */
export function crowd(sourceId: string, count: number): readonly LearntUpdate[] {
  const packages = Array.from({ length: count }, (_, at) => ({
    number: `N${String(at)}`,
    carrier: null,
    url: null,
  }));
  return [update({ sourceId, milestone: "shipped", shipment: shipment({ packages }) })];
}
