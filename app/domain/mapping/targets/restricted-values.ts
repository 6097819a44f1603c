import type { OrderUpdate, Package, ShipmentLine } from "../../order-record/order-update.ts";
import type { Restrictable } from "../rule-schema.ts";

/** Every value that an update has in a field, as text. */
export function restrictedValues(update: OrderUpdate, field: Restrictable): readonly string[] {
  const { shipment } = update;
  const packages = (pick: (one: Package) => string | null) =>
    present((shipment?.packages ?? []).map(pick));
  const lines = (pick: (one: ShipmentLine) => string | null) =>
    present((shipment?.lines ?? []).map(pick));
  switch (field) {
    case "order":
      return [update.order.value];
    case "status":
      return [update.sourceStatus];
    case "tracking_number":
      return packages(({ number }) => number);
    case "tracking_url":
      return packages(({ url }) => url);
    case "carrier":
      return packages(({ carrier }) => carrier);
    case "location":
      return present([shipment?.location ?? null]);
    case "shipment_reference":
      return present([shipment?.reference ?? null]);
    case "event_id":
      return present([update.eventId]);
    case "sku":
      return lines(({ sku }) => sku);
    case "barcode":
      return lines(({ barcode }) => barcode);
    case "lineId":
      return lines(({ lineId }) => lineId);
    case "quantity":
      return lines(({ quantity }) => String(quantity));
  }
}

function present(values: readonly (string | null)[]): readonly string[] {
  return values.filter((value) => value !== null);
}
