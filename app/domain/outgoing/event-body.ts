import { z } from "zod";
import type { Instant } from "../instant.ts";
import { MILESTONES } from "../milestone.ts";
import { ZONES } from "../zone.ts";
import type { EventType } from "./event-type.ts";

/** An event as it was written down; it is told in these words however often and whichever way. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: EventType | "test";
  readonly at: Instant;
  /** The Shopify order's gid; null where it is not found yet, or where the event is of no order. */
  readonly orderId: string | null;
  readonly orderName: string | null;
  readonly sourceName: string | null;
  readonly status: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const text = z.string().nullable();

function body<
  Type extends OutgoingEvent["type"],
  Status extends z.ZodType,
  Meta extends z.ZodRawShape,
>(type: Type, status: Status, metadata: Meta) {
  return z.strictObject({
    id: z.uuid(),
    type: z.literal(type),
    timestamp: z.iso.datetime(),
    order_id: text,
    order_name: text,
    status,
    metadata: z.strictObject({ source: text, ...metadata }),
    /** For subscribers that pass it on to customers. */
    text: z.string().optional(),
  });
}

const message = { message_id: z.uuid(), source_event_id: text, code: z.string() };
const discrepancy = {
  discrepancy_id: z.uuid(),
  zone: z.enum(ZONES),
  code: z.string(),
  owner: z.string(),
};

/** What subscribers get, by type. Names no customer, and nothing that leads to one but the order. */
export const eventBodySchema = z.discriminatedUnion("type", [
  body("order.status_changed", z.enum(MILESTONES), {
    previous_status: z.enum(MILESTONES).nullable(),
  }),
  body("shipment.applied", z.literal("shipped"), {
    shipment: text,
    fulfillment_id: z.string(),
    tracking: z.array(z.strictObject({ number: text, carrier: text, url: text })),
    lines: z.array(
      z.strictObject({ line_item_id: text, sku: text, quantity: z.int().nonnegative() }),
    ),
  }),
  body("message.applied", z.literal("applied"), message),
  body("message.failed", z.enum(["quarantined", "dead"]), message),
  body("discrepancy.opened", z.literal("open"), discrepancy),
  body("discrepancy.healed", z.literal("healed"), discrepancy),
  body("test", z.literal("test"), {}),
]);

export type EventBody = z.output<typeof eventBodySchema>;

/** The event as it is told; null where what was written down is no such event. */
export function eventBody(event: OutgoingEvent, words: string | null): EventBody | null {
  const { id, type, at, orderId, orderName, sourceName, status, metadata } = event;
  const read = eventBodySchema.safeParse({
    id,
    type,
    timestamp: at,
    order_id: orderId,
    order_name: orderName,
    status,
    metadata: { source: sourceName, ...metadata },
    ...(words === null ? {} : { text: words }),
  });
  return read.success ? read.data : null;
}

/** The JSON Schema of every body, for those who check what they get. */
export function eventJsonSchema(): object {
  return z.toJSONSchema(eventBodySchema, { io: "output", reused: "inline" });
}
