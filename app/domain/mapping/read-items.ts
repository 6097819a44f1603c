import type { OrderUpdate } from "../order-record/order-update.ts";
import type { IgnoredItem, Interpretation } from "./interpretation.ts";
import { FieldReader } from "./language/field-reader.ts";
import { MAX_ITEMS } from "./language/limits.ts";
import { placeOf } from "./language/located.ts";
import { holds } from "./language/read-source.ts";
import { expand, find, itemOf } from "./language/scope.ts";
import type { Scope } from "./language/scope.ts";
import type { FetchRule } from "./mapping-schema.ts";
import type { MappingProblem } from "./problem.ts";
import { asksForFetch, readFetches } from "./targets/read-fetches.ts";
import { readUpdate } from "./targets/read-update.ts";
import type { ItemRules } from "./targets/read-update.ts";

/** What is found on the way through the documents. */
interface Findings {
  readonly updates: OrderUpdate[];
  readonly problems: MappingProblem[];
  readonly ignored: IgnoredItem[];
  readonly fetches: string[];
}

/** Reads every item of every document. */
export function readItems(
  scopes: readonly Scope[],
  rules: ItemRules,
  isFetched: boolean,
): Interpretation {
  const findings: Findings = { updates: [], problems: [], ignored: [], fetches: [] };
  let read = 0;
  for (const scope of scopes) {
    if (rules.mapping.fetch && !isFetched) {
      readThin(scope, rules.mapping.fetch, findings);
      continue;
    }
    const items = itemsOf(scope, rules, findings);
    read += items.length;
    if (read > MAX_ITEMS) return tooMany();
    for (const item of items) readItem(item, rules, findings);
  }
  return findings;
}

function readThin(scope: Scope, rule: FetchRule, findings: Findings): void {
  if (!asksForFetch(scope, rule)) {
    findings.ignored.push({ at: placeOf(itemOf(scope)), status: null });
    return;
  }
  findings.fetches.push(...readFetches(new FieldReader(scope, findings.problems), rule));
}

function itemsOf(scope: Scope, { mapping }: ItemRules, findings: Findings): readonly Scope[] {
  const { forEach } = mapping;
  if (forEach === undefined) return [scope];
  const items = expand(forEach, scope);
  if (items.length === 0 && !isEmptyList(scope, forEach)) {
    findings.problems.push({
      severity: "error",
      code: "no_items",
      field: "forEach",
      at: placeOf(itemOf(scope)) + (forEach[0] ?? "$").slice(1),
      detail: "The list that the mapping goes through is not in the payload; correct its path.",
      value: null,
    });
  }
  return items;
}

/** An empty list is an answer; a list that is not there is a mistake of the mapping or the sender. */
function isEmptyList(scope: Scope, [first = "$", ...inner]: readonly string[]): boolean {
  const outer = find(first, itemOf(scope), scope.reading);
  if (inner.length > 0 && outer.length > 0) return true;
  if (!first.endsWith("[*]")) return false;
  const lists = find(first.slice(0, -"[*]".length), itemOf(scope), scope.reading);
  return lists.some(({ value }) => Array.isArray(value));
}

function readItem(scope: Scope, rules: ItemRules, findings: Findings): void {
  const at = placeOf(itemOf(scope));
  const { where } = rules.mapping;
  if (where && !holds(where, scope)) {
    findings.ignored.push({ at, status: null });
    return;
  }
  const problems: MappingProblem[] = [];
  const item = readUpdate(new FieldReader(scope, problems), rules);
  findings.problems.push(...problems);
  if (item.kind === "update") findings.updates.push(item.update);
  if (item.kind === "ignored") findings.ignored.push({ at, status: item.status });
}

function tooMany(): Interpretation {
  const detail = `The payload holds more than ${String(MAX_ITEMS)} items; send fewer at once.`;
  const problem = {
    severity: "error",
    code: "too_many_items",
    field: "forEach",
    at: "$",
    detail,
    value: null,
  } as const;
  return { updates: [], problems: [problem], ignored: [], fetches: [] };
}
