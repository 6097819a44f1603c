import { parse, type GraphQLSchema } from "graphql";
import type { Context } from "../graphql/context.ts";
import { runDocument } from "../graphql/run-document.ts";

type Json = Readonly<Record<string, unknown>>;

/** Runs a bulk query over everything and flattens it: one line an object, children with `__parentId`. */
export function bulkLines(context: Context, query: string, schema: GraphQLSchema): string[] {
  const { data } = runDocument({ context, schema, document: parse(query) });
  return Object.values((data ?? {}) as Json).flatMap((value) => flatten(value, null));
}

function flatten(connection: unknown, parentId: string | null): string[] {
  return edgesOf(connection).flatMap(({ node }) => lineOf(node, parentId));
}

function lineOf(node: Json, parentId: string | null): string[] {
  const own: Record<string, unknown> = {};
  const below: string[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (isConnection(value)) below.push(...flatten(value, String(node["id"])));
    else own[key] = value;
  }
  if (parentId !== null) own["__parentId"] = parentId;
  return [JSON.stringify(own), ...below];
}

function edgesOf(connection: unknown): readonly { readonly node: Json }[] {
  return isConnection(connection) ? connection.edges : [];
}

function isConnection(
  value: unknown,
): value is { readonly edges: readonly { readonly node: Json }[] } {
  return typeof value === "object" && value !== null && Array.isArray((value as Json)["edges"]);
}
