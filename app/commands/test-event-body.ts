import type { PresetSample } from "../domain/mapping/presets/index.ts";
import type { DeduplicationRule } from "../domain/signature/deduplication.ts";

const SIMPLE_PATH = /^\$(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/;

/**
 * A sample payload that no delivery before it had: with its own id where the
 * endpoint looks for one, so that a second test is not a duplicate of the first.
 */
export function testEventBody(sample: PresetSample, rule: DeduplicationRule, id: string): string {
  const type = sample.headers["content-type"] ?? "application/json";
  if (type.includes("form-urlencoded")) return `${sample.body}&handoff_test=${id}`;
  if (type.includes("xml")) return `${sample.body}\n<!-- handoff test ${id} -->`;
  const document: unknown = JSON.parse(sample.body);
  if (!isObject(document))
    return sample.body.replace(/\s*$/, " ".repeat(1 + (Number.parseInt(id.slice(-2), 16) % 64)));
  const marked = { ...document, handoff_test: id };
  return JSON.stringify(rule.from === "body" ? withValueAt(marked, rule.path, id) : marked);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withValueAt(document: Record<string, unknown>, path: string, value: string): unknown {
  if (!SIMPLE_PATH.test(path)) return document;
  const copy = structuredClone(document);
  const names = path.split(".").slice(1);
  const last = names.pop();
  let place: unknown = copy;
  for (const name of names) place = isObject(place) ? place[name] : undefined;
  if (isObject(place) && last !== undefined) place[last] = value;
  return copy;
}
