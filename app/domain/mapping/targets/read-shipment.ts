import type { ShipmentClaim } from "../../order-record/order-update.ts";
import type { FieldReader } from "../language/field-reader.ts";
import type { ShipmentRule } from "../mapping-schema.ts";
import { readLines } from "./read-lines.ts";
import { readPackages } from "./read-packages.ts";

/** What the item says of a shipment; null where it says nothing of one. */
export function readShipment(
  reader: FieldReader,
  rule: ShipmentRule | undefined,
): ShipmentClaim | null {
  if (rule === undefined) return null;
  const reference = reader.text("shipment_reference", rule.reference);
  const location = reader.text("location", rule.location);
  const packages = readPackages(reader, rule);
  const lines = readLines(reader, rule.lines ?? []);
  const isEmpty =
    reference === null && location === null && packages.length === 0 && lines.length === 0;
  return isEmpty ? null : { reference, location, packages, lines };
}
