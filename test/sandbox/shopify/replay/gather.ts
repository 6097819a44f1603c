import type { Recording } from "./recording.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a recording's answers say about one object, first sight first. */
export interface Seen {
  readonly id: string;
  readonly type: string;
  /** Fields of every sight; the first value of a field wins. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The step that showed it first. */
  readonly firstStep: number;
  /** First shown by a query, or known to the recording's own notes as older. */
  readonly isOlder: boolean;
}

/** Every object with a global id that appears in a recording's answers. */
export function gather(recording: Recording): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  const unbound = new Set(recording.steps.flatMap((step) => step.unbound ?? []));
  for (const [index, step] of recording.steps.entries()) {
    const isQuery = /^\s*(?:#.*\n\s*)*(?:fragment[^]*?\n\s*)?(?:query\b|\{)/.test(
      step.document ?? "mutation",
    );
    visit(step.expected?.data, (object, id) => {
      const known = seen.get(id);
      const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? "";
      const isOlder = known?.isOlder ?? (isQuery || unbound.has(id));
      const fields = { ...object, ...known?.fields };
      seen.set(id, { id, type, fields, firstStep: known?.firstStep ?? index, isOlder });
    });
  }
  for (const id of unbound) {
    if (seen.has(id)) continue;
    const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? "";
    seen.set(id, { id, type, fields: { id }, firstStep: 0, isOlder: true });
  }
  return seen;
}

/** Calls back for every object with a global id, outer ones first. */
export function visit(value: unknown, each: (object: Json, id: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, each);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const object = value as Json;
  const id = object["id"];
  if (typeof id === "string" && id.startsWith("gid://shopify/")) each(object, id);
  for (const inner of Object.values(object)) visit(inner, each);
}
