import type { Package } from "../../order-record/order-update.ts";
import { excerpt } from "../document/text.ts";
import type { FieldReader } from "../language/field-reader.ts";
import { holds } from "../language/read-source.ts";
import { expand } from "../language/scope.ts";
import type { PackageRule, ShipmentRule } from "../mapping-schema.ts";
import { readTracking } from "./tracking-number.ts";
import { isTrackingUrl } from "./tracking-url.ts";

/** All packages of a shipment; equal ones once. */
export function readPackages(reader: FieldReader, shipment: ShipmentRule): readonly Package[] {
  const packages = (shipment.packages ?? []).flatMap((rule) =>
    expand(rule.forEach ?? [], reader.scope)
      .filter((scope) => rule.where === undefined || holds(rule.where, scope))
      .flatMap((scope) => readPackage(reader.within(scope), rule, shipment)),
  );
  const distinct = new Map(packages.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()];
}

function readPackage(
  reader: FieldReader,
  rule: PackageRule,
  shipment: ShipmentRule,
): readonly Package[] {
  const numbers = readNumbers(reader, rule, shipment);
  const carrier = reader.text("carrier", rule.carrier)?.slice(0, 255) ?? null;
  const urls = readUrls(reader, rule);
  if (numbers.length === 0) {
    const url = urls[0] ?? null;
    return carrier === null && url === null ? [] : [{ number: null, carrier, url }];
  }
  return numbers.map((number, index) => ({ number, carrier, url: urls[index] ?? urls[0] ?? null }));
}

function readNumbers(
  reader: FieldReader,
  rule: PackageRule,
  shipment: ShipmentRule,
): readonly string[] {
  const numbers: string[] = [];
  for (const text of reader.texts("tracking_number", rule.number)) {
    const tracking = readTracking(text, shipment.noTracking ?? []);
    if (tracking.kind === "number") numbers.push(tracking.value);
    if (tracking.kind !== "invalid") continue;
    const isHeld = shipment.invalidTracking !== "drop";
    reader.report("tracking_number", rule.number, {
      severity: isHeld ? "error" : "warning",
      code: "tracking_invalid",
      detail: `"${excerpt(text)}" cannot be a tracking number (invisible characters, markup, or over 255 long); correct it in the OMS.`,
      value: text,
    });
  }
  return numbers;
}

function readUrls(reader: FieldReader, rule: PackageRule): readonly (string | null)[] {
  return reader.texts("tracking_url", rule.url).map((text) => {
    if (isTrackingUrl(text)) return text;
    reader.report("tracking_url", rule.url, {
      severity: "warning",
      code: "tracking_url_dropped",
      detail: `"${excerpt(text)}" is no http or https address; the shipment goes on without a tracking link.`,
      value: text,
    });
    return null;
  });
}
