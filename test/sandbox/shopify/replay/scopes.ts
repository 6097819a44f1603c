import { adminSchema } from "../graphql/schema.ts";

/** Every scope that the schema names. */
export function allScopes(): string[] {
  const scopes = new Set<string>(["read_all_orders"]);
  for (const { anyOf, allOf } of adminSchema("2026-10").access.values()) {
    for (const scope of [...anyOf, ...allOf]) scopes.add(scope);
  }
  return [...scopes].sort();
}
