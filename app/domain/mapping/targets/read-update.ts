import type { Instant } from "../../instant.ts";
import type { OrderUpdate } from "../../order-record/order-update.ts";
import type { FieldReader } from "../language/field-reader.ts";
import type { Mapping } from "../mapping.ts";
import type { StatusMap } from "../mapping-version.ts";
import type { SeenStatus } from "../seen-status.ts";
import { checkRules } from "./check-rules.ts";
import { readOrder } from "./read-order.ts";
import { readShipment } from "./read-shipment.ts";
import { readStatus } from "./read-status.ts";
import { readOccurredAt } from "./read-times.ts";

export interface ItemRules {
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
  readonly receivedAt: Instant | undefined;
}

/** What became of an item, and the status that it has; null where it has none. */
type ReadItem = { readonly seen: SeenStatus | null } & (
  | { readonly kind: "update"; readonly update: OrderUpdate }
  | { readonly kind: "ignored"; readonly status: string }
  | { readonly kind: "unusable" }
);

/** Reads one item into an update; all its problems are told, not just the first. */
export function readUpdate(
  reader: FieldReader,
  { mapping, statusMap, receivedAt }: ItemRules,
): ReadItem {
  const status = readStatus(reader, mapping, statusMap);
  const seen = status?.seen ?? null;
  if (status?.seen.meaning === "ignore")
    return { kind: "ignored", status: status.sourceStatus, seen };
  const order = readOrder(reader, mapping.order);
  const occurredAt = readOccurredAt(reader, mapping, receivedAt);
  const shipment = readShipment(reader, mapping.shipment);
  const version = readVersion(reader, mapping);
  const eventId = reader.text("eventId", mapping.eventId);
  if (order === null || status === null || status.seen.meaning === null) {
    return { kind: "unusable", seen };
  }

  const { sourceStatus } = status;
  const milestone = status.seen.meaning;
  const update = { order, sourceStatus, milestone, occurredAt, version, shipment, eventId };
  checkRules(reader, mapping.rules ?? [], update);
  return reader.hasErrors ? { kind: "unusable", seen } : { kind: "update", update, seen };
}

function readVersion(reader: FieldReader, mapping: Mapping): string | null {
  const text = reader.text("version", mapping.version);
  if (text === null || /^\d{1,30}$/.test(text)) return text;
  reader.report("version", mapping.version, {
    severity: "warning",
    code: "version_invalid",
    detail:
      "The version is no whole number and was not used; map a number that grows with every change.",
    value: text,
  });
  return null;
}
