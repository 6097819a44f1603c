import type { Zone } from "../zone.ts";

/** What starts workflows of Shopify Flow, with the handle of its extension. */
export const FLOW_TRIGGERS = {
  message_failed: "oms-message-failed",
  discrepancy_opened: "discrepancy-opened",
  discrepancy_healed: "discrepancy-healed",
  order_unknown: "oms-order-unknown",
  webhooks_silent: "oms-webhooks-silent",
} as const;

export type FlowTrigger = keyof typeof FLOW_TRIGGERS;

/** `unclear`: it may have started workflows, and so is never sent again. */
export const FLOW_EVENT_STATES = ["pending", "sending", "started", "unclear", "refused"] as const;
export type FlowEventState = (typeof FLOW_EVENT_STATES)[number];

/** What is told of, with what is known of it now; null where that is nothing. */
export interface FlowEvent {
  readonly trigger: FlowTrigger;
  /** As people call the order. */
  readonly orderName: string | null;
  /** The Shopify order's gid. */
  readonly orderId: string | null;
  readonly sourceName: string | null;
  readonly messageId: string | null;
  /** A reason's or a verdict's code. */
  readonly code: string | null;
  /** The reason in words. */
  readonly reason: string | null;
  readonly zone: Zone | null;
}

/** What Flow takes: a trigger's handle and its fields, by the names in the extension's file. */
export interface FlowStart {
  readonly handle: string;
  readonly payload: Readonly<Record<string, string | number>>;
}

/** The call that starts the workflows. A field of which nothing is known is left out. */
export function flowStart(event: FlowEvent): FlowStart {
  const fields = FIELDS[event.trigger](event);
  const known = Object.entries(fields).filter(
    (pair): pair is [string, string | number] => pair[1] !== null,
  );
  const payload = Object.fromEntries(known.map(([name, value]) => [name, shortened(value)]));
  return { handle: FLOW_TRIGGERS[event.trigger], payload };
}

type Fields = Readonly<Record<string, string | number | null>>;

const FIELDS: Readonly<Record<FlowTrigger, (event: FlowEvent) => Fields>> = {
  message_failed: (event) => ({
    ...orderOf(event),
    Source: event.sourceName,
    Reason: event.reason,
    Code: event.code,
    "Message ID": event.messageId,
  }),
  discrepancy_opened: disagreement,
  discrepancy_healed: disagreement,
  order_unknown: ({ orderName, sourceName, code }) => ({
    "Order name": orderName,
    Source: sourceName,
    Code: code,
  }),
  webhooks_silent: ({ sourceName }) => ({ Source: sourceName }),
};

function disagreement(event: FlowEvent): Fields {
  return { ...orderOf(event), Zone: event.zone, Code: event.code, Source: event.sourceName };
}

/** The reference is named as Shopify names it; Flow reads the order by it. */
function orderOf({ orderName, orderId }: FlowEvent): Fields {
  const number = /(\d+)$/.exec(orderId ?? "")?.[1];
  return { order_id: number === undefined ? null : Number(number), "Order name": orderName };
}

/** Flow takes 50,000 bytes in all. */
const LONGEST_TEXT = 1000;

function shortened(value: string | number): string | number {
  return typeof value === "number" ? value : value.slice(0, LONGEST_TEXT).toWellFormed();
}
