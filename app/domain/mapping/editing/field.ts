import type { Candidate, OrderCandidate } from "../language/candidate-schema.ts";
import type { Mapping } from "../mapping.ts";
import type { LineRule, PackageRule, ShipmentRule } from "../mapping-schema.ts";

export const UPDATE_FIELDS = [
  "order",
  "status",
  "statusText",
  "occurredAt",
  "eventId",
  "version",
] as const;
export const SHIPMENT_FIELDS = ["reference", "location"] as const;
export const PACKAGE_FIELDS = ["number", "carrier", "url"] as const;
export const LINE_FIELDS = ["sku", "lineId", "barcode", "quantity"] as const;

/** One field of ours; packages and lines may be described by several rules, counted from 0. */
export type Field =
  | { readonly part: "update"; readonly name: (typeof UPDATE_FIELDS)[number] }
  | { readonly part: "shipment"; readonly name: (typeof SHIPMENT_FIELDS)[number] }
  | {
      readonly part: "package";
      readonly rule: number;
      readonly name: (typeof PACKAGE_FIELDS)[number];
    }
  | { readonly part: "line"; readonly rule: number; readonly name: (typeof LINE_FIELDS)[number] };

/** What a field's value may be made of; only an order's has a kind. */
export type AnyCandidate = Candidate | OrderCandidate;

/** The name of the field among the words, and its place on a screen. */
export function fieldKey(field: Field): string {
  return "rule" in field
    ? `${field.part}-${String(field.rule)}-${field.name}`
    : `${field.part}-${field.name}`;
}

/** Every field that a person can map, whether mapped or not. */
export function allFields({ shipment }: Mapping): readonly Field[] {
  const packages = Math.max(shipment?.packages?.length ?? 0, 1);
  const lines = Math.max(shipment?.lines?.length ?? 0, 1);
  const each = (count: number) => Array.from({ length: count }, (_, rule) => rule);
  return [
    ...UPDATE_FIELDS.map((name): Field => ({ part: "update", name })),
    ...SHIPMENT_FIELDS.map((name): Field => ({ part: "shipment", name })),
    ...each(packages).flatMap((rule) =>
      PACKAGE_FIELDS.map((name): Field => ({ part: "package", rule, name })),
    ),
    ...each(lines).flatMap((rule) =>
      LINE_FIELDS.map((name): Field => ({ part: "line", rule, name })),
    ),
  ];
}

export function candidatesOf(mapping: Mapping, field: Field): readonly AnyCandidate[] {
  const { shipment } = mapping;
  switch (field.part) {
    case "update":
      return mapping[field.name] ?? [];
    case "shipment":
      return shipment?.[field.name] ?? [];
    case "package":
      return shipment?.packages?.[field.rule]?.[field.name] ?? [];
    case "line":
      return shipment?.lines?.[field.rule]?.[field.name] ?? [];
  }
}

/** The mapping with these candidates for the field; none of them leaves the field unmapped. */
export function withCandidates(
  mapping: Mapping,
  field: Field,
  candidates: readonly AnyCandidate[],
): Mapping {
  switch (field.part) {
    case "update":
      return field.name === "order"
        ? { ...mapping, order: candidates.map(asOrderCandidate) }
        : { ...mapping, [field.name]: [...candidates] };
    case "shipment":
      return withShipment(mapping, { [field.name]: [...candidates] });
    case "package": {
      const change: PackageRule = { [field.name]: [...candidates] };
      return withPackageRule(mapping, field.rule, change);
    }
    case "line":
      return withLineRule(mapping, field.rule, { [field.name]: [...candidates] });
  }
}

export function withShipment(mapping: Mapping, change: Partial<ShipmentRule>): Mapping {
  return { ...mapping, shipment: { ...mapping.shipment, ...change } };
}

export function withPackageRule(mapping: Mapping, rule: number, change: PackageRule): Mapping {
  const packages = [...(mapping.shipment?.packages ?? [])];
  packages[rule] = { ...packages[rule], ...change };
  return withShipment(mapping, { packages });
}

export function withLineRule(mapping: Mapping, rule: number, change: Partial<LineRule>): Mapping {
  const lines = [...(mapping.shipment?.lines ?? [])];
  lines[rule] = { quantity: [], ...lines[rule], ...change };
  return withShipment(mapping, { lines });
}

function asOrderCandidate(candidate: AnyCandidate): OrderCandidate {
  return "kind" in candidate ? candidate : { kind: "name", ...candidate };
}
