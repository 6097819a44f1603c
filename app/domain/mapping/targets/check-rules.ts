import type { OrderUpdate, Package } from "../../order-record/order-update.ts";
import type { FieldReader } from "../language/field-reader.ts";
import { holds } from "../language/read-source.ts";
import type { REQUIRABLE, RequirementRule } from "../mapping-schema.ts";

type Requirable = (typeof REQUIRABLE)[number];

/** Reports what a rule of this source, channel or account asks for and the update lacks. */
export function checkRules(
  reader: FieldReader,
  rules: readonly RequirementRule[],
  update: OrderUpdate,
): void {
  for (const rule of rules) {
    if (rule.milestones && !rule.milestones.includes(update.milestone)) continue;
    if (rule.when && !holds(rule.when, reader.scope)) continue;
    for (const field of rule.require.filter((name) => !has(update, name))) {
      reader.report(field, undefined, {
        severity: "error",
        code: "missing_field",
        detail: `A rule of this source asks for ${field.replaceAll("_", " ")} in a ${update.milestone} update, and the payload has none.`,
      });
    }
  }
}

function has(update: OrderUpdate, field: Requirable): boolean {
  switch (field) {
    case "tracking_number":
      return everyPackage(update, ({ number }) => number !== null);
    case "tracking_url":
      return everyPackage(update, ({ url }) => url !== null);
    case "carrier":
      return everyPackage(update, ({ carrier }) => carrier !== null);
    case "lines":
      return (update.shipment?.lines.length ?? 0) > 0;
    case "location":
      return (update.shipment?.location ?? null) !== null;
    case "shipment_reference":
      return (update.shipment?.reference ?? null) !== null;
    case "occurred_at":
      return update.occurredAt !== null;
    case "event_id":
      return update.eventId !== null;
    case "version":
      return update.version !== null;
  }
}

function everyPackage(update: OrderUpdate, test: (one: Package) => boolean): boolean {
  const packages = update.shipment?.packages ?? [];
  return packages.length > 0 && packages.every(test);
}
