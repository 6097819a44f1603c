import type { OrderReference } from "../../order-record/order-update.ts";
import type { OrderCandidate } from "../language/candidate-schema.ts";
import type { FieldReader } from "../language/field-reader.ts";
import { readTracking } from "./tracking-number.ts";

const SHOPIFY_ID = /^(?:gid:\/\/shopify\/Order\/)?\d{1,20}$/;
const MAX_NAME = 255;

/** The first candidate whose value can be a name of its kind. */
export function readOrder(
  reader: FieldReader,
  candidates: readonly OrderCandidate[],
): OrderReference | null {
  for (const candidate of candidates) {
    const text = reader.text("order", [candidate]);
    const value = text === null ? null : referenceValue(candidate.kind, text);
    if (value !== null) return { kind: candidate.kind, value };
  }
  reader.report("order", candidates, {
    severity: "error",
    code: "missing_order",
    detail:
      'The payload names no order where the mapping looks; point the field "order" to the order\'s number.',
  });
  return null;
}

/** An id of another system never passes for Shopify's: it must be a number. */
function referenceValue(kind: OrderReference["kind"], text: string): string | null {
  switch (kind) {
    case "id":
      return SHOPIFY_ID.test(text) ? text : null;
    case "name":
    case "custom":
      return text.length <= MAX_NAME ? text : null;
    case "tracking": {
      const number = readTracking(text, []);
      return number.kind === "number" ? number.value : null;
    }
  }
}
