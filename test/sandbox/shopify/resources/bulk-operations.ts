import { demandWindow, connection, type PageArguments } from "../graphql/connection.ts";
import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { invalidId, topLevelError } from "../graphql/errors.ts";
import { describe, parseSearch } from "../graphql/search.ts";
import { warn } from "../graphql/search-notes.ts";
import { gidNumber, gidType } from "../store/ids.ts";
import { find, nodesOf, remember } from "../store/shop.ts";
import type { Node } from "../store/types.ts";
import { bulkLines } from "./bulk-lines.ts";
import { bulkQueryProblems } from "./bulk-validation.ts";

interface BulkOperation extends Node {
  readonly __typename: "BulkOperation";
  status: "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED";
  readonly type: "QUERY";
  readonly query: string;
  readonly clientId: string;
  readonly createdAt: string;
  completedAt: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  errorCode: string | null;
  /** The result's JSON lines. */
  lines: readonly string[];
}

interface ListArgs extends PageArguments {
  readonly query?: string | null;
}

const MAX_RUNNING = 5;
const START_MILLISECONDS = 500;
/** How long a simulated operation runs; tests move the clock instead of waiting. */
const RUN_MILLISECONDS = 10_000;
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  status: ["canceled", "canceling", "completed", "created", "expired_", "failed", "running"],
  operation_type: ["query", "mutation"],
};

export const bulkOperationResolvers: Resolvers = {
  QueryRoot: {
    bulkOperation: (_source: unknown, { id }: { readonly id: string }, { shop }) => {
      if (gidType(id) !== "BulkOperation") throw invalidId(id);
      return find<BulkOperation>(shop, "BulkOperation", id);
    },
    bulkOperations: (_source: unknown, args: ListArgs, context) => list(context, args),
    currentBulkOperation: (_source: unknown, _args: unknown, context) =>
      own(context).at(-1) ?? null,
  },
  Mutation: {
    bulkOperationRunQuery: (_source: unknown, { query }: { readonly query: string }, context) =>
      run(context, query),
    bulkOperationCancel: (_source: unknown, { id }: { readonly id: string }, context) => {
      const operation = find<BulkOperation>(context.shop, "BulkOperation", id);
      if (operation === null) return refused(["id"], "Bulk operation does not exist");
      if (isActive(operation)) operation.status = "CANCELING";
      return { bulkOperation: operation, userErrors: [] };
    },
  },
};

function own({ shop, token }: Context): BulkOperation[] {
  const all = nodesOf<BulkOperation>(shop, "BulkOperation");
  return all.filter((operation) => operation.clientId === token.clientId);
}

function isActive({ status }: BulkOperation): boolean {
  return status === "CREATED" || status === "RUNNING";
}

function run(context: Context, query: string): unknown {
  const problems = bulkQueryProblems(context.info.schema, query);
  if (problems.length > 0) {
    const userErrors = problems.map((message) => ({ field: ["query"], message, code: "INVALID" }));
    return { bulkOperation: null, userErrors };
  }
  const active = own(context).filter(isActive);
  const most = context.version < "2026-01" ? 1 : MAX_RUNNING;
  if (active.length >= most) {
    const ids = active.map((operation) => operation.id).join(", ");
    const message = `A bulk query operation for this app and shop is already in progress: ${ids}.`;
    return refused(null, message, "OPERATION_IN_PROGRESS");
  }
  const operation = create(context, query);
  schedule(context, operation);
  // A copy: what was answered does not change while the operation runs.
  return { bulkOperation: { ...operation }, userErrors: [] };
}

function create({ shop, now, token }: Context, query: string): BulkOperation {
  return remember<BulkOperation>(shop, {
    __typename: "BulkOperation",
    id: shop.ids.gid("BulkOperation"),
    status: "CREATED",
    type: "QUERY",
    query,
    clientId: token.clientId,
    createdAt: now,
    completedAt: null,
    objectCount: "0",
    rootObjectCount: "0",
    fileSize: null,
    url: null,
    errorCode: null,
    lines: [],
  });
}

function schedule(context: Context, operation: BulkOperation): void {
  const { shop, world } = context;
  const start = (): void => {
    if (operation.status !== "CREATED") return;
    operation.status = "RUNNING";
    operation.lines = bulkLines(context, operation.query, context.info.schema);
    operation.objectCount = String(operation.lines.length);
    const roots = operation.lines.filter((line) => !line.includes('"__parentId"'));
    operation.rootObjectCount = String(roots.length);
  };
  const finish = (): void => {
    if (operation.status === "CANCELING") operation.status = "CANCELED";
    if (operation.status !== "RUNNING") return;
    operation.status = "COMPLETED";
    operation.completedAt = world.timestamp();
    const size = operation.lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    operation.fileSize = String(size);
    operation.url = `https://${shop.domain}/_bulk/${gidNumber(operation.id)}.jsonl`;
    context.emit("bulk_operations/finish", () => ({
      admin_graphql_api_id: operation.id,
      status: "completed",
    }));
  };
  shop.jobs.push({ dueAt: world.now() + START_MILLISECONDS, isPatient: false, run: start });
  shop.jobs.push({ dueAt: world.now() + RUN_MILLISECONDS, isPatient: true, run: finish });
}

function list(context: Context, args: ListArgs): unknown {
  demandWindow(args);
  const operations = own(context).reverse();
  if (!args.query) return connection(operations, args);
  const term = parseSearch(args.query);
  if (term.kind !== "field") return connection(operations, args);
  const { field, value } = term;
  if (/_at$/.test(field) && Number.isNaN(Date.parse(value))) {
    throw topLevelError(`Invalid timestamp for query filter \`${field}\`.`, "BAD_REQUEST");
  }
  if (ACCEPTED[field]?.includes(value.toLowerCase()) === false) {
    const warning = {
      field,
      message: `Input \`${value}\` is not an accepted value.`,
      code: "invalid_value",
    };
    warn(context, { query: args.query, parsed: describe(term), warnings: [warning] });
    return connection<BulkOperation>([], args);
  }
  return connection(
    operations.filter((one) => one.status.toLowerCase() === value.toLowerCase()),
    args,
  );
}

/** The stored result of a finished operation; null where there is none. */
export function bulkResult(context: Pick<Context, "shop">, number: string): string | null {
  const id = `gid://shopify/BulkOperation/${number}`;
  const operation = find<BulkOperation>(context.shop, "BulkOperation", id);
  return operation?.status === "COMPLETED"
    ? operation.lines.map((line) => `${line}\n`).join("")
    : null;
}
