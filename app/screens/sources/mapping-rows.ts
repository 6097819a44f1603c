import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { Candidate, OrderCandidate } from "../../domain/mapping/language/candidate-schema.ts";

export type MappedField =
  | "order"
  | "status"
  | "statusText"
  | "occurredAt"
  | "version"
  | "eventId"
  | "shipment_reference"
  | "shipment_location"
  | "package_number"
  | "package_carrier"
  | "package_url"
  | "line_sku"
  | "line_lineId"
  | "line_barcode"
  | "line_quantity";

/** One field of the mapping, for reading. */
export interface MappingRow {
  /** Key of its name in the words. */
  readonly field: MappedField;
  /** The places that are tried, in order. */
  readonly places: readonly MappingPlace[];
  /** The lists of which every item is read; empty where the payload is read once. */
  readonly forEach: readonly string[];
}

export interface MappingPlace {
  readonly from: Candidate["from"];
  /** A path, a name, or the text itself. */
  readonly text: string;
  readonly transforms: readonly string[];
}

type Candidates = readonly (Candidate | OrderCandidate)[] | undefined;

/** The field mapping as rows of a table. */
export function mappingRows(mapping: Mapping): readonly MappingRow[] {
  const { order, status, statusText, occurredAt, version, eventId, shipment } = mapping;
  const each = mapping.forEach ?? [];
  const rows = [
    row("order", order, each),
    row("status", status, each),
    row("statusText", statusText, each),
    row("occurredAt", occurredAt, each),
    row("version", version, each),
    row("eventId", eventId, each),
    row("shipment_reference", shipment?.reference, each),
    row("shipment_location", shipment?.location, each),
    ...(shipment?.packages ?? []).flatMap((parcel) => {
      const within = [...each, ...(parcel.forEach ?? [])];
      return [
        row("package_number", parcel.number, within),
        row("package_carrier", parcel.carrier, within),
        row("package_url", parcel.url, within),
      ];
    }),
    ...(shipment?.lines ?? []).flatMap((line) => {
      const within = [...each, ...(line.forEach ?? [])];
      return [
        row("line_sku", line.sku, within),
        row("line_lineId", line.lineId, within),
        row("line_barcode", line.barcode, within),
        row("line_quantity", line.quantity, within),
      ];
    }),
  ];
  return rows.filter(({ places }) => places.length > 0);
}

function row(field: MappedField, candidates: Candidates, forEach: readonly string[]): MappingRow {
  return { field, forEach, places: (candidates ?? []).map(place) };
}

function place(candidate: Candidate | OrderCandidate): MappingPlace {
  const transforms = (candidate.then ?? []).map((transform) => transform.do);
  return { from: candidate.from, text: textOf(candidate), transforms };
}

function textOf(candidate: Candidate | OrderCandidate): string {
  switch (candidate.from) {
    case "item":
    case "parent":
    case "root":
      return candidate.path;
    case "header":
    case "query":
      return candidate.name;
    case "constant":
      return candidate.value;
  }
}
