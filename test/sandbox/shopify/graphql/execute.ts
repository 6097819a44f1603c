import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from "graphql";
import { resolvers } from "../resources/all.ts";
import { isGranted } from "./access.ts";
import { empty } from "./connection.ts";
import type { Context, Resolver } from "./context.ts";
import { accessDenied, notSimulated } from "./errors.ts";
import { checkIdempotency } from "./idempotency.ts";
import { logged } from "./log.ts";
import { resolveWith, runDocument } from "./run-document.ts";
import { adminSchema, type AdminSchema } from "./schema.ts";

resolveWith(resolveField, typeOf);

/** One field: access first, then its own resolver, then the stored value. */
function resolveField(
  ...[source, args, context, info]: Parameters<GraphQLFieldResolver<unknown, Context>>
): unknown {
  checkAccess(adminSchema(context.version), context, info);
  if (info.parentType.name === "Mutation") checkIdempotency(context, info);
  const own = resolvers[info.parentType.name]?.[info.fieldName];
  const perform = (): unknown => {
    const here = { source, args, context, info };
    return own === undefined ? fallback(here) : call(own, here);
  };
  return info.parentType.name === "Mutation" ? logged(context, info, perform) : perform();
}

/** Runs a validated document with the simulator's resolvers. */
export const run = runDocument;

interface Call {
  readonly source: unknown;
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

function call(resolver: Resolver, { source, args, context, info }: Call): unknown {
  // The resolver sits at this very field, so source and arguments are what it declares.
  return resolver(source as never, args as never, context, info);
}

/** A field without a resolver: the stored value, or what "nothing there" is for its type. */
function fallback({ source, args, context, info }: Call): unknown {
  const { parentType, fieldName } = info;
  const isRoot = parentType.name === "QueryRoot" || parentType.name === "Mutation";
  const stored: unknown = isRoot
    ? undefined
    : defaultFieldResolver(source as Record<string, unknown>, args, context, info);
  if (stored !== undefined) return stored;
  if (parentType.name === "Mutation") throw notSimulated(`the mutation ${fieldName}`);
  const type = getNullableType(info.returnType);
  if (isListType(type)) return [];
  if (getNamedType(type).name.endsWith("Connection")) return empty();
  if (!isNonNullType(info.returnType)) return null;
  throw notSimulated(`${parentType.name}.${fieldName}`);
}

function checkAccess(admin: AdminSchema, context: Context, info: GraphQLResolveInfo): void {
  const type = getNamedType(info.returnType);
  const needed = [
    admin.access.get(`${info.parentType.name}.${info.fieldName}`),
    isCompositeType(type) ? admin.access.get(type.name) : undefined,
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
