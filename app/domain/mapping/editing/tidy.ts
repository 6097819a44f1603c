import type { Mapping } from "../mapping.ts";
import type { LineRule, PackageRule, ShipmentRule } from "../mapping-schema.ts";
import { LINE_FIELDS, PACKAGE_FIELDS } from "./field.ts";

/**
 * The mapping as it is kept: members that say nothing (empty lists, rules
 * without a field) left out. What must be there stays, even empty.
 */
export function tidyMapping(mapping: Mapping): Mapping {
  const { order, status, shipment, ...rest } = mapping;
  const tidied = withoutEmpty(rest);
  const parts = shipment === undefined ? undefined : tidyShipment(shipment);
  return { ...tidied, order, status, ...(parts === undefined ? {} : { shipment: parts }) };
}

function tidyShipment({
  packages = [],
  lines = [],
  ...rest
}: ShipmentRule): ShipmentRule | undefined {
  const kept = {
    ...withoutEmpty(rest),
    ...withoutEmpty({
      packages: packages.filter(hasPackageField).map(withoutEmpty),
      lines: lines.filter(hasLineField).map(tidyLine),
    }),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function hasPackageField(rule: PackageRule): boolean {
  return PACKAGE_FIELDS.some((name) => (rule[name]?.length ?? 0) > 0);
}

function hasLineField(rule: LineRule): boolean {
  return LINE_FIELDS.some((name) => (rule[name]?.length ?? 0) > 0);
}

function tidyLine({ quantity, ...rest }: LineRule): LineRule {
  return { ...withoutEmpty(rest), quantity };
}

function withoutEmpty<Shape extends object>(shape: Shape): Shape {
  const kept = Object.entries(shape).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Shape; // only optional members can be empty here
}
