import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, graphql, type IntrospectionQuery } from "graphql";
import type { Script } from "./scripted-shopify.ts";

const FILE = new URL("../../sandbox/shopify/schema/admin_2026-10.json.gz", import.meta.url);
const { data } = JSON.parse(gunzipSync(readFileSync(FILE)).toString("utf8")) as {
  data: IntrospectionQuery;
};
const SCHEMA = buildClientSchema(data);

/** Answers every document by the real schema, from plain values and functions of arguments. */
export function answeredFrom(root: Record<string, unknown>): Script {
  return async ({ body }, response) => {
    const result = await graphql({
      schema: SCHEMA,
      source: String(body["query"]),
      rootValue: root,
      variableValues: body["variables"] as Record<string, unknown>,
    });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  };
}

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** A connection over a list; cursors are positions. */
export function connection<Node>(nodes: readonly Node[]) {
  return ({ first, after }: PageArguments) => {
    const start = Number(after ?? 0);
    const end = Math.min(start + first, nodes.length);
    return {
      nodes: nodes.slice(start, end),
      pageInfo: { hasNextPage: end < nodes.length, endCursor: String(end) },
    };
  };
}
