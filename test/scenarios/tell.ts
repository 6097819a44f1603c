import { post, signAsStandard, type Target } from "./senders.ts";

/** One event of an OMS whose messages the preset "generic JSON" reads. */
export interface OmsEvent {
  readonly event_id: string;
}

/** What such an OMS says of an order that left in one package. */
export function eventOf(order: string, status: string, id = `evt-${order.slice(1)}-${status}`) {
  const number = order.slice(1);
  return {
    event_id: id,
    occurred_at: new Date().toISOString(),
    order: { name: order },
    status,
    shipment: {
      id: `S-${number}`,
      packages: [{ tracking_number: `TEST${number}`, carrier: "UPS" }],
    },
  };
}

/** Signs and sends it; answers whether it was acknowledged. */
export function tell(target: Target, event: OmsEvent): Promise<boolean> {
  return post(target, Buffer.from(JSON.stringify(event)), signAsStandard(event.event_id));
}
