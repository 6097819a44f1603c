import type { Candidate, OrderCandidate } from "../language/candidate-schema.ts";
import type { Mapping } from "../mapping.ts";

/** A field of a mapping and the lists that lead to the items which it is read from. */
export interface MappedField {
  readonly field: string;
  readonly forEach: readonly string[];
  readonly candidates: readonly (Candidate | OrderCandidate)[];
}

/** Every field that a mapping reads, in its order. */
export function fieldsOf(mapping: Mapping): readonly MappedField[] {
  const { order, status, statusText, occurredAt, version, eventId, shipment } = mapping;
  const own = { order, status, statusText, occurredAt, version, eventId };
  return [
    ...fields(own, []),
    ...fields({ shipment_reference: shipment?.reference, location: shipment?.location }, []),
    ...(shipment?.packages ?? []).flatMap(({ forEach = [], number, carrier, url }) =>
      fields({ tracking_number: number, carrier, tracking_url: url }, forEach),
    ),
    ...(shipment?.lines ?? []).flatMap(({ forEach = [], sku, lineId, barcode, quantity }) =>
      fields({ sku, lineId, barcode, quantity }, forEach),
    ),
  ];
}

function fields(
  named: Readonly<Record<string, readonly (Candidate | OrderCandidate)[] | undefined>>,
  forEach: readonly string[],
): readonly MappedField[] {
  return Object.entries(named).flatMap(([field, candidates]) =>
    candidates === undefined ? [] : [{ field, forEach, candidates }],
  );
}
