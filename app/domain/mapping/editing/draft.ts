import type { BodyFormat } from "../document/read-document.ts";
import { checkMapping, checkStatusMap } from "../mapping-file.ts";
import type { MappingFault, MappingFile } from "../mapping-file.ts";
import type { Mapping } from "../mapping.ts";
import { candidatesOf, type Field } from "./field.ts";

/** A mapping in which nothing is mapped yet. Empty lists of candidates stand for what is still to do. */
export function emptyMapping(format: BodyFormat): Mapping {
  return { format, order: [], status: [] };
}

/** What a mapping must say before it can be published, and does not yet. */
export function unfinishedFields(mapping: Mapping): readonly Field[] {
  const lines = mapping.shipment?.lines ?? [];
  const required: readonly Field[] = [
    { part: "update", name: "order" },
    { part: "update", name: "status" },
    ...lines.map((_, rule): Field => ({ part: "line", rule, name: "quantity" })),
  ];
  return required.filter((field) => candidatesOf(mapping, field).length === 0);
}

/**
 * Accepts a mapping on its way: all that `checkMapping` accepts, and also one
 * whose order, status or quantities are still to be mapped (empty lists).
 */
export function checkDraft(value: {
  readonly mapping: unknown;
  readonly statusMap: unknown;
}): { readonly draft: MappingFile } | { readonly problems: readonly MappingFault[] } {
  const mapping = checkMapping(filledIn(value.mapping));
  const statuses = checkStatusMap(value.statusMap);
  if ("problems" in mapping) return mapping;
  if ("problems" in statuses) return statuses;
  // What was filled in is taken out again by keeping what was given: it has the checked shape.
  return { draft: { mapping: value.mapping as Mapping, statusMap: statuses.statusMap } };
}

const FILLER = [{ from: "constant", value: "to do" }];

/** The document with something where an unfinished one may have nothing. */
function filledIn(value: unknown): unknown {
  if (!isObject(value)) return value;
  const order = isEmptyList(value["order"]) ? [{ kind: "name", ...FILLER[0] }] : value["order"];
  const status = isEmptyList(value["status"]) ? FILLER : value["status"];
  const { shipment } = value;
  if (!isObject(shipment) || !Array.isArray(shipment["lines"])) return { ...value, order, status };
  const lines = shipment["lines"].map((line: unknown) =>
    isObject(line) && isEmptyList(line["quantity"]) ? { ...line, quantity: FILLER } : line,
  );
  return { ...value, order, status, shipment: { ...shipment, lines } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
