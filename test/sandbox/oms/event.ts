import type { Account } from "./account.ts";
import { strikes } from "./faults.ts";
import type { Order, Shipment } from "./order.ts";
import type { Status } from "./status.ts";

/** Where an event stands on its way to the receiver. */
export type EventFate =
  | "waiting"
  | "acknowledged"
  | "exhausted"
  /** By a switched-on fault. */
  | "dropped"
  | "held"
  /** By the account's own settings. */
  | "muted"
  | "not_configured";

/** One POST of an event, as the OMS saw it. */
export interface Attempt {
  /** From 1; each copy of a doubled event counts its own. */
  readonly number: number;
  readonly copy: number;
  readonly sentAt: string;
  readonly url: string;
  /** Null where no answer came. */
  readonly responseCode: number | null;
  /** The first characters of the answer, or why there was none. */
  readonly answer: string;
  readonly durationMilliseconds: number;
}

/** A change that the OMS tells the world about; its bytes never change after it was made. */
export interface OmsEvent {
  readonly id: string;
  readonly type: string;
  readonly orderId: string;
  readonly shipmentId: string | null;
  readonly status: Status;
  readonly version: number;
  readonly occurredAt: string;
  readonly body: string;
  readonly attempts: Attempt[];
  fate: EventFate;
}

/** What happened, before it has an id and a text. */
export interface Change {
  readonly type: string;
  readonly order: Order;
  readonly shipment: Shipment | null;
  readonly status: Status;
}

/** Makes the event of a change; the payload is described in the README beside this file. */
export function makeEvent(account: Account, change: Change, at: Date): OmsEvent {
  account.eventCount += 1;
  const id = newId(account);
  const occurredAt = at.toISOString();
  const payload = {
    event_id: id,
    event_type: change.type,
    occurred_at: occurredAt,
    version: change.order.version,
    order: {
      id: change.order.id,
      name: change.order.name,
      shopify_order_id: change.order.shopifyOrderId,
    },
    status: change.status,
    shipment: change.shipment === null ? null : shipmentOf(change.shipment),
  };
  return {
    id,
    type: change.type,
    orderId: change.order.id,
    shipmentId: change.shipment?.id ?? null,
    status: change.status,
    version: change.order.version,
    occurredAt,
    body: bodyOf(account, payload),
    attempts: [],
    fate: "waiting",
  };
}

function newId(account: Account): string {
  const before = account.events.at(-1)?.id;
  if (before !== undefined && strikes(account.faults, "reused_id")) return before;
  return `evt_${account.id}_${String(account.eventCount).padStart(6, "0")}`;
}

/** The text of an event, with what is wrong with it. */
function bodyOf({ faults }: Account, payload: Payload): string {
  if (strikes(faults, "missing_field")) return JSON.stringify({ ...payload, status: undefined });
  if (strikes(faults, "schema_changed")) {
    const { status: orderState, order: salesOrder, ...rest } = payload;
    return JSON.stringify({ ...rest, salesOrder, orderState });
  }
  const body = JSON.stringify(payload);
  return strikes(faults, "half_body") ? body.slice(0, body.length / 2) : body;
}

interface Payload {
  readonly order: object;
  readonly status: Status;
}

/** A shipment as the payload and the polling API show it. */
export function shipmentOf({ id, location, packages, lines }: Shipment): object {
  return { id, location, packages, lines };
}
