import { interpret } from "../../../app/domain/mapping/interpret.ts";
import type { Interpretation, Payload } from "../../../app/domain/mapping/interpret.ts";
import { checkMapping } from "../../../app/domain/mapping/mapping-file.ts";
import type { Mapping } from "../../../app/domain/mapping/mapping.ts";
import type { StatusMap } from "../../../app/domain/mapping/mapping-version.ts";

export const STATUSES: StatusMap = { shipped: "shipped", delivered: "delivered", noise: "ignore" };

/** Order and status only; everything else is added by the test that needs it. */
export const BARE: Mapping = {
  format: "json",
  order: [{ kind: "name", from: "item", path: "$.order" }],
  status: [{ from: "item", path: "$.status" }],
};

/** A mapping with more than the bare one; throws where it would be refused at save. */
export function mapping(more: Partial<Mapping>): Mapping {
  const checked = checkMapping({ ...BARE, ...more });
  if ("mapping" in checked) return checked.mapping;
  throw new Error(JSON.stringify(checked.problems));
}

export function payload(body: string | Uint8Array, more: Partial<Payload> = {}): Payload {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { body: bytes, headers: {}, query: "", ...more };
}

export function read(body: unknown, more: Partial<Mapping> = {}): Interpretation {
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  return interpret(payload(text), mapping(more), STATUSES);
}

/** The codes of all problems, in order. */
export function codes({ problems }: Interpretation): readonly string[] {
  return problems.map(({ code }) => code);
}

/** What a field's candidates give for a document: through `eventId`, which takes any text. */
export function value(document: unknown, candidate: object): string | null {
  const { updates } = read({ order: "1", status: "shipped", ...(document as object) }, {
    eventId: [{ from: "item", ...candidate }],
  } as object);
  return updates[0]?.eventId ?? null;
}
