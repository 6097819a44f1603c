import type { OrderUpdate, Package } from "../../order-record/order-update.ts";
import { excerpt } from "../document/text.ts";
import { isMatch } from "../language/capture.ts";
import type { FieldReader } from "../language/field-reader.ts";
import { normaliseStatus } from "../language/normalise-status.ts";
import { holds, placeOfSource } from "../language/read-source.ts";
import type { Condition } from "../language/source-schema.ts";
import type { Requirable, Restriction, Rule } from "../rule-schema.ts";
import { restrictedValues } from "./restricted-values.ts";

/** Reports what a rule of this source, channel or account asks for and the update does not keep. */
export function checkRules(reader: FieldReader, rules: readonly Rule[], update: OrderUpdate): void {
  for (const rule of rules) {
    if (!isFor(rule, reader, update)) continue;
    checkRequired(reader, rule, update);
    checkRestricted(reader, rule, update);
    checkPayload(reader, rule);
  }
}

/** Whether the rule is for this message: one of another channel is none of its business. */
function isFor({ when, milestones }: Rule, { scope }: FieldReader, update: OrderUpdate): boolean {
  if (milestones && !milestones.includes(update.milestone)) return false;
  const conditions = when === undefined ? [] : Array.isArray(when) ? when : [when];
  return conditions.every((condition) => holds(condition, scope));
}

function checkRequired(reader: FieldReader, rule: Rule, update: OrderUpdate): void {
  for (const field of (rule.require ?? []).filter((name) => !has(update, name))) {
    reader.report(field, undefined, {
      severity: severityOf(rule),
      code: "missing_field",
      detail: `${nameOf(rule)} asks for ${words(field)} in a ${update.milestone} update, and the payload has none.`,
    });
  }
}

function checkRestricted(reader: FieldReader, rule: Rule, update: OrderUpdate): void {
  for (const restriction of rule.restrict ?? []) {
    const { field } = restriction;
    const wrong = restrictedValues(update, field).find(
      (value) => !isAllowed(value, restriction, reader),
    );
    if (wrong === undefined) continue;
    reader.report(field, undefined, {
      severity: severityOf(rule),
      code: "value_not_allowed",
      detail: `${nameOf(rule)} does not allow the ${words(field)} "${excerpt(wrong)}"; ${allowed(restriction)}.`,
      value: wrong,
    });
  }
}

function isAllowed(
  value: string,
  { oneOf, matches }: Restriction,
  { scope: { reading } }: FieldReader,
): boolean {
  reading.spend(1);
  reading.spendForText(value.length);
  const isListed = oneOf === undefined || allowedSet(oneOf).has(normaliseStatus(value));
  return isListed && (matches === undefined || isMatch(matches, value, reading));
}

const allowedSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** A rule's list, ready to be asked for thousands of values. */
function allowedSet(oneOf: readonly string[]): ReadonlySet<string> {
  const known = allowedSets.get(oneOf);
  if (known !== undefined) return known;
  const made = new Set(oneOf.map(normaliseStatus));
  allowedSets.set(oneOf, made);
  return made;
}

function checkPayload(reader: FieldReader, rule: Rule): void {
  for (const condition of rule.payload ?? []) {
    if (holds(condition, reader.scope)) continue;
    const place = placeOfSource(condition, reader.scope);
    reader.report("rules", [condition], {
      severity: severityOf(rule),
      code: "value_not_allowed",
      detail: `${nameOf(rule)} asks that ${place} ${wish(condition)}; in this payload it is otherwise.`,
    });
  }
}

function severityOf({ otherwise }: Rule): "error" | "warning" {
  return otherwise === "warn" ? "warning" : "error";
}

function nameOf({ name }: Rule): string {
  return name === undefined ? "A rule of this source" : `The rule "${name}"`;
}

function words(field: string): string {
  return field === "lineId" ? "line id" : field.replaceAll("_", " ");
}

const SHOWN = 5;

function allowed({ oneOf, matches }: Restriction): string {
  const listed = oneOf === undefined ? [] : [`allowed are ${listOf(oneOf)}`];
  const pattern = matches === undefined ? [] : [`it must match ${matches}`];
  return [...listed, ...pattern].join(", and ");
}

function wish({ equals, not, matches, present }: Condition): string {
  return [
    ...(present === undefined ? [] : [present ? "is there" : "is not there"]),
    ...(equals === undefined ? [] : [`is ${listOf(equals)}`]),
    ...(not === undefined ? [] : [`is not ${listOf(not)}`]),
    ...(matches === undefined ? [] : [`matches ${matches}`]),
  ].join(" and ");
}

function listOf(texts: readonly string[]): string {
  const shown = texts
    .slice(0, SHOWN)
    .map((text) => excerpt(text))
    .join(", ");
  return texts.length > SHOWN ? `${shown} or ${String(texts.length - SHOWN)} more` : shown;
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
