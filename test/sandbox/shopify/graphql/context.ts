import type { GraphQLResolveInfo } from "graphql";
import type { Shop } from "../store/shop.ts";
import type { SearchNote } from "./search-notes.ts";
import type { AccessToken, World } from "../store/world.ts";

/** One request. */
export interface RequestContext {
  readonly world: World;
  readonly shop: Shop;
  readonly token: AccessToken;
  readonly version: string;
  /** The moment of the request, as Shopify writes it. */
  readonly now: string;
  /** The operation, its variables and the fault that the caller injects, for the log. */
  readonly request: {
    readonly operationName: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly fault: string | null;
  };
  /** Searches that Shopify would warn about; they go into `extensions.search`. */
  readonly searches: SearchNote[];
  /** Emits a webhook once the request is answered. */
  emit(topic: string, payload: () => unknown): void;
}

/** One field of a request, as its resolver sees it. */
export interface Context extends RequestContext {
  readonly info: GraphQLResolveInfo;
}

/**
 * A resolver. `never` lets each one declare the source and arguments that the
 * schema promises it; graphql-js has validated both before the call.
 */
export type Resolver = (source: never, args: never, context: Context) => unknown;

export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

/** A payload of nulls with one user error; null fields follow from the schema. */
export function refused(
  field: readonly string[] | null,
  message: string,
  code?: string,
): { readonly userErrors: readonly UserError[] } {
  return { userErrors: [{ field, message, code: code ?? null }] };
}
