import type { ShipmentLine } from "../../order-record/order-update.ts";
import { excerpt } from "../document/text.ts";
import type { FieldReader } from "../language/field-reader.ts";
import { holds } from "../language/read-source.ts";
import { expand } from "../language/scope.ts";
import type { LineRule } from "../mapping-schema.ts";

/** Only clean ASCII digits: "1,000", "1.5" and other scripts' digits are a person's to decide. */
const QUANTITY = /^\d{1,9}$/;

/** The lines of a shipment. A quantity of 0 stays: the line is named, and nothing of it ships. */
export function readLines(
  reader: FieldReader,
  rules: readonly LineRule[],
): readonly ShipmentLine[] {
  let seen = 0;
  const lines = rules.flatMap((rule) => {
    const scopes = expand(rule.forEach ?? [], reader.scope);
    seen += scopes.length;
    return scopes
      .filter((scope) => rule.where === undefined || holds(rule.where, scope))
      .map((scope) => readLine(reader.within(scope), rule))
      .filter((line) => line !== null);
  });
  if (seen > 0 && lines.length === 0) refuseEmpty(reader, rules);
  return lines;
}

/** No lines mean "all that is open", which a list that lost its lines must never come to mean. */
function refuseEmpty(reader: FieldReader, rules: readonly LineRule[]): void {
  reader.report("lines", rules[0]?.quantity, {
    severity: "error",
    code: "lines_missing",
    detail:
      "None of the shipment's lines could be used, so nobody can say what was shipped; check SKU and quantity in the mapping.",
  });
}

function readLine(reader: FieldReader, rule: LineRule): ShipmentLine | null {
  const sku = reader.text("sku", rule.sku);
  const lineId = reader.text("lineId", rule.lineId);
  const barcode = reader.text("barcode", rule.barcode);
  if (sku === null && lineId === null && barcode === null) {
    if (rule.unnamed !== "skip") refuseUnnamed(reader, rule);
    return null;
  }
  const quantity = readQuantity(reader, rule);
  return quantity === null ? null : { sku, lineId, barcode, quantity };
}

function refuseUnnamed(reader: FieldReader, rule: LineRule): void {
  reader.report("sku", rule.sku ?? rule.lineId ?? rule.barcode, {
    severity: "error",
    code: "line_unnamed",
    detail:
      "A line has no SKU, line id or barcode; map one of them, or let the mapping skip such lines.",
  });
}

function readQuantity(reader: FieldReader, rule: LineRule): number | null {
  const text = reader.text("quantity", rule.quantity);
  if (text !== null && QUANTITY.test(text)) return Number(text);
  reader.report("quantity", rule.quantity, {
    severity: "error",
    code: "quantity_invalid",
    detail:
      text === null
        ? "A line has no quantity where the mapping looks; point the field to it."
        : `"${excerpt(text)}" is no whole number of pieces; correct it in the OMS.`,
    ...(text === null ? {} : { value: text }),
  });
  return null;
}
