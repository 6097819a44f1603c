import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from "graphql";
import { resolvers } from "../resources/all.ts";
import { isGranted } from "./access.ts";
import { empty } from "./connection.ts";
import type { RequestContext, Resolver } from "./context.ts";
import { accessDenied, notSimulated } from "./errors.ts";
import { checkIdempotency } from "./idempotency.ts";
import { logged } from "./log.ts";
import { resolveWith, runDocument } from "./run-document.ts";
import { adminSchema, type AdminSchema } from "./schema.ts";

resolveWith(resolveField, typeOf);

/** One field: access first, then its own resolver, then the stored value. */
function resolveField(
  ...field: Parameters<GraphQLFieldResolver<unknown, RequestContext>>
): unknown {
  const [source, , context, info] = field;
  // graphql-js has built the arguments from the schema.
  const args = field[1] as Call["args"];
  checkAccess(adminSchema(context.version), context, info);
  if (info.parentType.name === "Mutation") checkIdempotency(context, info);
  const own = resolvers[info.parentType.name]?.[info.fieldName];
  const perform = (): unknown => {
    const here: Call = { source, args, context, info };
    return own === undefined ? fallback(here) : call(own, here);
  };
  return info.parentType.name === "Mutation" ? logged(context, info, perform) : perform();
}

/** Runs a validated document with the simulator's resolvers. */
export const run = runDocument;

interface Call {
  readonly source: unknown;
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

function call(resolver: Resolver, { source, args, context, info }: Call): unknown {
  // The resolver sits at this very field, so source and arguments are what it declares.
  return resolver(source as never, args as never, { ...context, info });
}

/** A field without a resolver: the stored value, or what "nothing there" is for its type. */
function fallback({ source, args, context, info }: Call): unknown {
  const { parentType, fieldName } = info;
  const isRoot = parentType.name === "QueryRoot" || parentType.name === "Mutation";
  const stored: unknown = isRoot ? undefined : defaultFieldResolver(source, args, context, info);
  if (stored !== undefined) return stored;
  if (parentType.name === "Mutation") throw notSimulated(`the mutation ${fieldName}`);
  const type = getNullableType(info.returnType);
  if (isListType(type)) return [];
  if (getNamedType(type).name.endsWith("Connection")) return empty();
  if (!isNonNullType(info.returnType)) return null;
  throw notSimulated(`${parentType.name}.${fieldName}`);
}

/**
 * A field may need scopes of its own or those of its type; a connection those
 * of its nodes. Fulfillment orders are left out of lists instead of denied.
 */
function checkAccess(admin: AdminSchema, context: RequestContext, info: GraphQLResolveInfo): void {
  if (/(Connection|Edge)$/.test(info.parentType.name)) return;
  const typeName = getNamedType(info.returnType).name;
  const itemName = typeName.replace(/Connection$/, "");
  const isFiltered = typeName === "FulfillmentOrderConnection";
  const needed = [
    admin.access.get(`${info.parentType.name}.${info.fieldName}`),
    isFiltered ? undefined : admin.access.get(itemName),
  ];
  for (const requirement of needed) {
    if (requirement !== undefined && !isGranted(requirement, context.token.scopes)) {
      throw accessDenied(info.fieldName, requirement.text);
    }
  }
}

function typeOf(value: unknown): string {
  const name = (value as { readonly __typename?: string }).__typename;
  if (name === undefined) throw notSimulated("the type of an abstract field");
  return name;
}
