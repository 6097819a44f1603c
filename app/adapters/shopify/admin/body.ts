import { z } from "zod";
import type { Cost } from "./reply.ts";

/** The parts of an Admin API answer that are not data. Unknown parts are let through. */
const COST = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
});

const SEARCH = z.array(
  z.object({ warnings: z.array(z.object({ message: z.string() }).loose()).nullish() }).loose(),
);

const EXTENSIONS = z.object({ cost: z.unknown(), search: z.unknown() }).partial().loose();

const ERRORS = z.array(
  z.object({
    message: z.string().catch("no message"),
    extensions: z.object({ code: z.string() }).partial().loose().nullish().catch(null),
  }),
);

export interface TopLevelError {
  readonly message: string;
  /** Empty where Shopify gave none. */
  readonly code: string;
}

/** The cost of an answer; null where it carries none (static errors, gateways). */
export function costOf(extensions: unknown): Cost | null {
  const parsed = COST.safeParse(EXTENSIONS.safeParse(extensions).data?.cost);
  if (!parsed.success) return null;
  const { requestedQueryCost, actualQueryCost, throttleStatus } = parsed.data;
  return {
    requested: requestedQueryCost,
    actual: actualQueryCost ?? null,
    bucket: {
      available: throttleStatus.currentlyAvailable,
      restoreRate: throttleStatus.restoreRate,
      maximum: throttleStatus.maximumAvailable,
    },
  };
}

/**
 * Warnings of a search. Shopify ignores a search field that it does not
 * understand and returns all rows, so a warning makes the answer worthless.
 */
export function searchWarnings(extensions: unknown): readonly string[] {
  const parsed = SEARCH.safeParse(EXTENSIONS.safeParse(extensions).data?.search);
  if (!parsed.success) return [];
  return parsed.data.flatMap((search) => (search.warnings ?? []).map(({ message }) => message));
}

/** The `errors` of an answer; empty where there are none. */
export function topLevelErrors(errors: unknown): readonly TopLevelError[] {
  const parsed = ERRORS.safeParse(errors);
  if (!parsed.success) return [];
  return parsed.data.map((e) => ({ message: e.message, code: e.extensions?.code ?? "" }));
}
