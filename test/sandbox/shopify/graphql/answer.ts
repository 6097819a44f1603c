import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from "graphql";
import { timestampOf, type AccessToken, type World } from "../store/world.ts";
import { actualCost } from "./actual-cost.ts";
import { bucketOf, charge, type BucketState } from "./bucket.ts";
import type { RequestContext } from "./context.ts";
import { run } from "./execute.ts";
import { requestedCost } from "./requested-cost.ts";
import { adminSchema, type AdminSchema } from "./schema.ts";
import type { Selecting } from "./selection.ts";
import { validateDocument } from "./validate.ts";
import { coerceVariables } from "./variables.ts";
import { oversizedInput } from "./input-limits.ts";

interface GraphqlRequest {
  readonly token: AccessToken;
  readonly version: string;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The fault that the caller will inject into the answer, for the log. */
  readonly fault: string | null;
}

interface GraphqlAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly emitted: readonly EmittedWebhook[];
}

interface EmittedWebhook {
  readonly topic: string;
  readonly payload: () => unknown;
}

const MAX_COST = 1_000;
const NOTHING_EMITTED: readonly EmittedWebhook[] = [];

/** One GraphQL request from its text to its body; HTTP 200 in every case (shopify.md 1.3). */
export function answer(world: World, request: GraphqlRequest): GraphqlAnswer {
  const admin = adminSchema(request.version);
  const parsed = parseDocument(request.query);
  if ("body" in parsed) return { body: parsed.body, emitted: NOTHING_EMITTED };
  const invalid = validateDocument(admin.schema, parsed.document);
  if (invalid.length > 0) return { body: { errors: invalid }, emitted: NOTHING_EMITTED };
  const operation = operationOf(parsed.document, request.operationName);
  if (operation === null) {
    const message =
      request.operationName === null
        ? "An operation name is required"
        : `No operation named "${request.operationName}"`;
    return { body: { errors: [{ message }] }, emitted: NOTHING_EMITTED };
  }
  const variables = coerceVariables(admin.schema, operation, request.variables);
  if (!variables.ok) return { body: { errors: variables.errors }, emitted: NOTHING_EMITTED };
  return admit(
    world,
    { ...request, variables: variables.values },
    { admin, operation, document: parsed.document },
  );
}

interface Prepared {
  readonly admin: AdminSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

function admit(world: World, request: GraphqlRequest, prepared: Prepared): GraphqlAnswer {
  const selecting: Selecting = {
    schema: prepared.admin.schema,
    fragments: fragmentsOf(prepared.document),
    variables: request.variables,
  };
  const requested = requestedCost(selecting, prepared.operation);
  if (requested > MAX_COST) return { body: maxCostExceeded(requested), emitted: NOTHING_EMITTED };
  const bucket = bucketOf(world, request.token);
  const oversized = oversizedInput(request.variables);
  if (oversized !== null) {
    const body = { errors: [oversized], extensions: { cost: costOf(requested, null, bucket) } };
    return { body, emitted: NOTHING_EMITTED };
  }
  if (requested > bucket.available) {
    world.countCall(request.token, null);
    return { body: throttled(requested, bucket), emitted: NOTHING_EMITTED };
  }
  return perform(world, request, { ...prepared, selecting, requested });
}

interface Admitted extends Prepared {
  readonly selecting: Selecting;
  readonly requested: number;
}

function perform(world: World, request: GraphqlRequest, admitted: Admitted): GraphqlAnswer {
  const shop = world.shops.get(request.token.shopDomain);
  if (shop === undefined) throw new Error(`no shop ${request.token.shopDomain}`);
  world.runJobs(shop, admitted.operation.operation === OperationTypeNode.MUTATION ? "soon" : "due");
  const emitted: EmittedWebhook[] = [];
  const context: RequestContext = {
    world,
    shop,
    token: request.token,
    version: request.version,
    now: timestampOf(world.now()),
    request: {
      operationName: admitted.operation.name?.value ?? "",
      variables: request.variables,
      fault: request.fault,
    },
    searches: [],
    emit: (topic, payload) => emitted.push({ topic, payload }),
  };
  const result = run({
    schema: admitted.admin.schema,
    document: admitted.document,
    context,
    operationName: request.operationName,
    variables: request.variables,
  });
  const data = result.data ?? null;
  const spent = Math.min(
    admitted.requested,
    actualCost(admitted.selecting, admitted.operation, data),
  );
  const bucket = charge(world, request.token, spent);
  const internal = result.errors?.find((error) => error.message.startsWith("Internal error."));
  if (internal !== undefined) return { body: internalError(internal), emitted };
  const cost = costOf(admitted.requested, spent, bucket);
  return { body: bodyOf(result, searchExtension(context, cost)), emitted };
}

/** An error of Shopify itself: no data, no cost, no path. */
function internalError({ message }: GraphQLError): Readonly<Record<string, unknown>> {
  const requestId = /Request ID: (\S+)/.exec(message)?.[1] ?? "";
  return {
    data: null,
    errors: [{ message, extensions: { requestId, code: "INTERNAL_SERVER_ERROR" } }],
  };
}

function searchExtension(
  context: RequestContext,
  cost: unknown,
): Readonly<Record<string, unknown>> {
  return context.searches.length === 0 ? { cost } : { cost, search: context.searches };
}

function bodyOf(
  result: ExecutionResult,
  extensions: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const errors = result.errors?.map(shopifyError);
  return errors === undefined
    ? { data: result.data ?? null, extensions }
    : { data: result.data ?? null, errors, extensions };
}

/** graphql-js's own messages about missing values never leave the simulator unmarked. */
function shopifyError(error: GraphQLError): Readonly<Record<string, unknown>> {
  const { message, locations, path, extensions } = error;
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    ...(path === undefined ? {} : { path }),
  };
}

function costOf(requested: number, actual: number | null, bucket: BucketState): unknown {
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: {
      maximumAvailable: bucket.maximum,
      currentlyAvailable: Math.floor(bucket.available),
      restoreRate: bucket.restoreRate,
    },
  };
}

function throttled(requested: number, bucket: BucketState): Readonly<Record<string, unknown>> {
  return {
    errors: [
      {
        message: "Throttled",
        extensions: {
          code: "THROTTLED",
          documentation: "https://shopify.dev/api/usage/rate-limits",
        },
      },
    ],
    extensions: { cost: costOf(requested, null, bucket) },
  };
}

function maxCostExceeded(cost: number): Readonly<Record<string, unknown>> {
  return {
    errors: [
      {
        message: `Query cost is ${String(cost)}, which exceeds the single query max cost limit (${String(MAX_COST)}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.\n`,
        extensions: {
          code: "MAX_COST_EXCEEDED",
          cost,
          maxCost: MAX_COST,
          documentation: "https://shopify.dev/api/usage/rate-limits",
        },
      },
    ],
  };
}

type Parsed =
  { readonly document: DocumentNode } | { readonly body: Readonly<Record<string, unknown>> };

function parseDocument(query: string): Parsed {
  try {
    return { document: parse(query) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { body: { errors: [syntaxError(error, query)] } };
  }
}

/** graphql-ruby's wording for an early end; other syntax errors keep graphql-js's text [X]. */
function syntaxError(error: GraphQLError, query: string): Readonly<Record<string, unknown>> {
  const at = error.locations?.[0] ?? { line: 1, column: 1 };
  const atEnd = error.message.includes("<EOF>");
  const { line, column } = atEnd ? lastToken(query) : at;
  const what = atEnd ? "unexpected end of file" : error.message.replace(/^Syntax Error: /, "");
  return {
    message: `syntax error, ${what} at [${String(line)}, ${String(column)}]`,
    locations: [{ line, column }],
    extensions: { code: "PARSE_ERROR" },
  };
}

/** Where graphql-ruby says that a document ends too early: at its last token. */
function lastToken(query: string): { line: number; column: number } {
  const tokens = [...query.matchAll(/\w+|[^\s\w]/g)];
  const before = query.slice(0, tokens.at(-1)?.index ?? 0).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function operationOf(document: DocumentNode, name: string | null): OperationDefinitionNode | null {
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (name === null) return operations.length === 1 ? (operations[0] ?? null) : null;
  return operations.find((operation) => operation.name?.value === name) ?? null;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
