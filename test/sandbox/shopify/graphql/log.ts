import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "./context.ts";

/** Runs one root field of a mutation and writes what became of it into the shop's log. */
export function logged(
  context: RequestContext,
  info: GraphQLResolveInfo,
  run: () => unknown,
): unknown {
  try {
    const payload = run();
    write(context, info.fieldName, userErrorsIn(payload));
    return payload;
  } catch (error) {
    write(context, info.fieldName, [
      { message: error instanceof Error ? error.message : "failed" },
    ]);
    throw error;
  }
}

function write(context: RequestContext, field: string, userErrors: readonly unknown[]): void {
  const { operationName, variables, fault } = context.request;
  context.shop.log.push({
    at: context.now,
    operation: operationName,
    field,
    clientId: context.token.clientId,
    variables,
    committed: userErrors.length === 0,
    userErrors,
    fault,
  });
}

function userErrorsIn(payload: unknown): readonly unknown[] {
  if (typeof payload !== "object" || payload === null) return [];
  const lists = Object.entries(payload)
    .filter(([key]) => /userErrors$/i.test(key))
    .map(([, value]) => (Array.isArray(value) ? (value as readonly unknown[]) : []));
  return lists.flat();
}
