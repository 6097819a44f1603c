import type { LearntUpdate, OrderReference } from "./order-update.ts";
import { comparableTrackingNumber } from "./tracking-number.ts";

const ORDER_GID = /^gid:\/\/shopify\/Order\/(\d+)(?:\?.*)?$/u;

/** The reference as it is looked up by: an order's gid and its number are one name, and so is a tracking number in any spelling. */
export function canonicalReference({ kind, value }: OrderReference): OrderReference {
  switch (kind) {
    case "id":
      return { kind, value: ORDER_GID.exec(value.trim())?.[1] ?? value.trim() };
    case "tracking":
      return { kind, value: comparableTrackingNumber(value) };
    case "name":
    case "custom":
      return { kind, value: value.trim() };
  }
}

/** The numbers of the packages that an update speaks of, as names of its order. */
export function trackingReferences(update: LearntUpdate): readonly OrderReference[] {
  return (update.shipment?.packages ?? []).flatMap(({ number }) =>
    number === null ? [] : [canonicalReference({ kind: "tracking", value: number })],
  );
}

/** One text for a reference, to look it up by. */
export function referenceKey({ kind, value }: OrderReference): string {
  return `${kind}:${value}`;
}
