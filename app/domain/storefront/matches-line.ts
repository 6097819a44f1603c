import type { ShipmentLine } from "../order-record/order-update.ts";
import type { FulfillmentOrderLine } from "./storefront-order.ts";

/**
 * Whether a source's line means this line of the order. A line id decides
 * alone; without one the SKU does, and without that the barcode. Texts are
 * compared exactly (NFC), since "A1" and "a1" may be two products.
 */
export function matchesLine(wanted: ShipmentLine, line: FulfillmentOrderLine): boolean {
  if (wanted.lineId !== null) return tail(line.lineItemId) === tail(wanted.lineId);
  if (wanted.sku !== null) return isSameText(line.sku, wanted.sku);
  return wanted.barcode !== null && isSameText(line.barcode, wanted.barcode);
}

/** How a person would recognise the wanted line. */
export function describeLine({ sku, lineId, barcode }: ShipmentLine): string {
  return sku ?? lineId ?? barcode ?? "a line without a name";
}

/** The number at the end of a gid, or the id itself. */
function tail(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function isSameText(a: string | null, b: string): boolean {
  return a !== null && a.normalize("NFC") === b.normalize("NFC");
}
