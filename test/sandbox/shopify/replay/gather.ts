import type { Recording } from "./recording.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a recording's answers say about one object, first sight first. */
export interface Seen {
  readonly id: string;
  readonly type: string;
  /** Fields of every sight; the first value of a field wins. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The order around it, where one is shown. */
  readonly orderId: string | null;
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
    const isQuery = isQueryDocument(step.document);
    const isNewer = (id: string): boolean => seen.get(id)?.isOlder === false;
    visit(step.expected?.data, (object, id, around) => {
      const known = seen.get(id);
      const orders = around.filter((other) => typeOf(other) === "Order");
      const isPartOfNewer = [...orders, ...idsIn(object)].some(
        (other) => other !== id && isNewer(other),
      );
      const isShown = isQuery || (typeOf(id) === "LineItem" && !makesLines(step.document));
      const isOlder = known?.isOlder ?? (unbound.has(id) || (isShown && !isPartOfNewer));
      const fields = { ...object, ...known?.fields };
      const orderId = known?.orderId ?? around.find((other) => typeOf(other) === "Order") ?? null;
      const firstStep = known?.firstStep ?? index;
      seen.set(id, { id, type: typeOf(id), fields, orderId, firstStep, isOlder });
    });
  }
  for (const id of unbound) {
    if (seen.has(id)) continue;
    seen.set(id, {
      id,
      type: typeOf(id),
      fields: { id },
      orderId: null,
      firstStep: 0,
      isOlder: true,
    });
  }
  return seen;
}

function isQueryDocument(document: string | null): boolean {
  return document !== null && !/(^|\n)\s*mutation\b/.test(document);
}

/** Whether a mutation makes order lines; others only show them. */
function makesLines(document: string | null): boolean {
  return /orderCreate\b|orderEdit|draftOrder/.test(document ?? "");
}

function typeOf(id: string): string {
  return /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? "";
}

/** Ids of line items inside an object: a part of a new order is new. */
function idsIn(object: Json): string[] {
  const lines: string[] = [];
  visit(Object.values(object), (_inner, id) => {
    if (typeOf(id) === "LineItem" || typeOf(id) === "Order") lines.push(id);
  });
  return lines;
}

type Each = (object: Json, id: string, around: readonly string[]) => void;

/** Calls back for every object with a global id, outer ones first, with the ids around it. */
export function visit(value: unknown, each: Each, around: readonly string[] = []): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, each, around);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const object = value as Json;
  const id = object["id"];
  const isNode = typeof id === "string" && id.startsWith("gid://shopify/");
  if (isNode) each(object, id, around);
  const inside = isNode ? [...around, id] : around;
  for (const inner of Object.values(object)) visit(inner, each, inside);
}
