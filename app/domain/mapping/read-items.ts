import type { OrderUpdate } from "../order-record/order-update.ts";
import type { IgnoredItem, Interpretation } from "./interpretation.ts";
import { FieldReader } from "./language/field-reader.ts";
import { MAX_ITEMS } from "./language/limits.ts";
import { placeOf, placeUnder } from "./language/located.ts";
import { holds } from "./language/read-source.ts";
import { expand, find, itemOf } from "./language/scope.ts";
import type { Scope } from "./language/scope.ts";
import type { FetchRule } from "./mapping-schema.ts";
import type { MappingProblem } from "./problem.ts";
import type { SeenStatus } from "./seen-status.ts";
import { asksForFetch, readFetches } from "./targets/read-fetches.ts";
import { readUpdate } from "./targets/read-update.ts";
import type { ItemRules } from "./targets/read-update.ts";

/** What is found on the way through the documents. */
interface Findings {
  readonly updates: OrderUpdate[];
  readonly problems: MappingProblem[];
  readonly ignored: IgnoredItem[];
  readonly statuses: SeenStatus[];
  readonly fetches: string[];
}

/** Reads every item of every document. */
export function readItems(
  scopes: readonly Scope[],
  rules: ItemRules,
  isFetched: boolean,
): Interpretation {
  const findings: Findings = { updates: [], problems: [], ignored: [], statuses: [], fetches: [] };
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

/** The items of a document; a list that is not there is told, wherever it is missing. */
function itemsOf(scope: Scope, { mapping }: ItemRules, findings: Findings): readonly Scope[] {
  let scopes: readonly Scope[] = [scope];
  for (const path of mapping.forEach ?? []) {
    scopes = scopes.flatMap((outer) => {
      const items = expand([path], outer);
      if (items.length === 0 && !isEmptyList(path, outer))
        findings.problems.push(noList(path, outer));
      return items;
    });
  }
  return scopes;
}

/** An empty list or a null is an answer; a list that is not there is a mistake of the mapping or the sender. */
function isEmptyList(path: string, outer: Scope): boolean {
  if (!path.endsWith("[*]")) return false;
  const lists = find(path.slice(0, -"[*]".length), itemOf(outer), outer.reading);
  return lists.some(({ value }) => Array.isArray(value) || value === null);
}

function noList(path: string, outer: Scope): MappingProblem {
  return {
    severity: "error",
    code: "no_items",
    field: "forEach",
    at: placeUnder(itemOf(outer), path),
    detail: "The list that the mapping goes through is not in the payload; correct its path.",
    value: null,
  };
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
  if (item.seen !== null) findings.statuses.push(item.seen);
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
  return { updates: [], problems: [problem], ignored: [], statuses: [], fetches: [] };
}
