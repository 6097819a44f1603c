import { JSONPathNode } from "json-p3";

import { isDocumentObject } from "../document/value.ts";
import type { DocumentValue } from "../document/value.ts";
import type { Located } from "./located.ts";
import type { Path, Segment, Selector } from "./path.ts";
import type { Reading } from "./reading.ts";

/** Follows a path from a value; every node that is looked at is paid for. */
export function walk(path: Path, start: Located, reading: Reading): readonly Located[] {
  if (path.names !== null) return walkNames(path.names, start, reading);
  let nodes: readonly Located[] = [start];
  for (const segment of path.segments) {
    nodes = step(segment, nodes, { start, reading });
    if (nodes.length === 0) break;
  }
  return nodes;
}

/** A path of plain names, as most are: no lists are made on the way. */
function walkNames(names: readonly string[], start: Located, reading: Reading): readonly Located[] {
  reading.spend(1);
  let node = start;
  for (const name of names) {
    const child = childOf(node, name, reading);
    if (child === null) return [];
    node = child;
  }
  return [node];
}

interface Walk {
  readonly start: Located;
  readonly reading: Reading;
}

function step(segment: Segment, nodes: readonly Located[], on: Walk): readonly Located[] {
  const found: Located[] = [];
  for (const node of nodes) {
    const from = segment.descends ? selfAndBelow(node, on) : [node];
    for (const one of from) {
      for (const selector of segment.selectors) select(selector, one, { ...on, found });
    }
  }
  return found;
}

function select(selector: Selector, node: Located, on: Walk & { found: Located[] }): void {
  on.reading.spend(1);
  switch (selector.kind) {
    case "name": {
      const child = childOf(node, selector.name, on.reading);
      if (child) on.found.push(child);
      return;
    }
    case "index": {
      const items = itemsOf(node, on);
      const item = items.at(selector.index);
      if (item) on.found.push(item);
      return;
    }
    case "every":
      on.found.push(...childrenOf(node, on));
      return;
    case "slice":
      selectSlice(selector, node, on);
      return;
    case "filter":
      selectFilter(selector, node, on);
      return;
  }
}

function childOf(node: Located, name: string, reading: Reading): Located | null {
  const { value } = node;
  if (!isDocumentObject(value)) return null;
  const child = value[name];
  if (child === undefined) return null;
  if (!reading.isDuplicate(value, name)) return { value: child, parent: node, key: name };
  const detail = `The name ${name} occurs twice in one object; nobody can say which is meant.`;
  reading.complain("duplicate_key", detail);
  return null;
}

function selectSlice(
  { slice }: Selector & { kind: "slice" },
  node: Located,
  on: Walk & { found: Located[] },
): void {
  const items = itemsOf(node, on);
  on.reading.spend(items.length);
  const indexes = items.map((_, index) => index);
  for (const { value } of slice.resolve(new JSONPathNode(indexes, [], indexes))) {
    const item = typeof value === "number" ? items[value] : undefined;
    if (item) on.found.push(item);
  }
}

function selectFilter(
  { filter, cost }: Selector & { kind: "filter" },
  node: Located,
  on: Walk & { found: Located[] },
): void {
  for (const child of childrenOf(node, on)) {
    on.reading.spend(FILTER_STEPS * cost.parts);
    if (cost.comparesElements) spendForSize(child.value, on.reading);
    const context = {
      environment: filter.environment,
      currentValue: child.value,
      rootValue: on.start.value,
    };
    if (filter.expression.evaluate(context)) on.found.push(child);
  }
}

/** Steps of one part of a filter, as measured beside those of a path. */
const FILTER_STEPS = 3;

/** A step for every value in it, paid before it is compared with another. */
function spendForSize(value: DocumentValue, reading: Reading): void {
  reading.spend(1);
  if (typeof value !== "object" || value === null) return;
  for (const child of Object.values(value)) spendForSize(child, reading);
}

/** A list's elements; where one element cannot be told from a list, the value itself. */
function itemsOf(node: Located, { reading }: Walk): readonly Located[] {
  const { value } = node;
  if (Array.isArray(value)) {
    reading.spend(value.length);
    return value.map((item, key) => ({ value: item, parent: node, key }));
  }
  return reading.document.valueMayBeList && value !== null ? [node] : [];
}

function childrenOf(node: Located, on: Walk): readonly Located[] {
  if (Array.isArray(node.value) || on.reading.document.valueMayBeList) return itemsOf(node, on);
  if (!isDocumentObject(node.value)) return [];
  const entries: [string, DocumentValue][] = Object.entries(node.value);
  on.reading.spend(entries.length);
  return entries.map(([key, value]) => ({ value, parent: node, key }));
}

/** The value and everything in it, parents first, lists in their order. */
function selfAndBelow(node: Located, on: Walk): readonly Located[] {
  return [node, ...everyChild(node, on).flatMap((child) => selfAndBelow(child, on))];
}

function everyChild(node: Located, { reading }: Walk): readonly Located[] {
  const { value } = node;
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  reading.spend(entries.length);
  return entries.map(([key, child]) => ({ value: child, parent: node, key }));
}
