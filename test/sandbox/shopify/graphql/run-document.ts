import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import type { GraphQLFieldResolver } from "graphql";
import type { RequestContext } from "./context.ts";

interface Running {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly context: RequestContext;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
}

let fieldResolver: GraphQLFieldResolver<unknown, RequestContext> | null = null;
let typeResolver: ((value: unknown) => string) | null = null;

/** Says how fields are resolved; the resolvers themselves may run documents (bulk queries). */
export function resolveWith(
  fields: GraphQLFieldResolver<unknown, RequestContext>,
  types: (value: unknown) => string,
): void {
  fieldResolver = fields;
  typeResolver = types;
}

/** Runs a validated document. All resolvers are synchronous, so a request is atomic. */
export function runDocument(running: Running): ExecutionResult {
  if (fieldResolver === null || typeResolver === null) throw new Error("no resolvers are set");
  const result = execute({
    schema: running.schema,
    document: running.document,
    variableValues: running.variables ?? {},
    operationName: running.operationName ?? null,
    contextValue: running.context,
    rootValue: {},
    fieldResolver,
    typeResolver,
  });
  if (result instanceof Promise) throw new Error("a resolver of the simulator was asynchronous");
  return result;
}
