import { Kind, parse, type DocumentNode } from "graphql";
import { answer } from "../graphql/answer.ts";
import type { Shop } from "../store/shop.ts";
import type { AccessToken, World } from "../store/world.ts";
import type { WebhookSender } from "../webhooks/send.ts";
import { header, sendHtml, sendJson, type Exchange } from "./exchange.ts";
import type { Fault, Faults } from "./faults.ts";
import { answerWithFault, sendUnauthorized } from "./faulty-answer.ts";

interface AdminApi {
  readonly world: World;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
}

const PATH = /^\/admin\/api\/([\w-]+)\/graphql\.json$/;

export function apiVersionIn(path: string): string | null {
  return PATH.exec(path)?.[1] ?? null;
}

/** `POST /admin/api/<version>/graphql.json` of one shop. */
export async function serveGraphql(
  api: AdminApi,
  exchange: Exchange,
  target: { readonly shop: Shop | null; readonly version: string },
): Promise<void> {
  if (target.shop === null) {
    sendHtml(exchange, 404, "<h1>Not Found</h1>");
    return;
  }
  const { shop, version } = target;
  const token = validToken(api.world, exchange, shop);
  const sent = readRequest(exchange);
  const fault = api.faults.take({ shop: shop.domain, names: sent === null ? [] : namesIn(sent) });
  if (token === null) {
    sendUnauthorized(exchange);
    return;
  }
  if (sent === null) {
    sendJson(exchange, 400, { errors: { query: "Required parameter missing or invalid" } });
    return;
  }
  await answerWithFault(exchange, fault, () => perform(api, shop, { token, version, sent, fault }));
}

interface Performance {
  readonly token: AccessToken;
  readonly version: string;
  readonly sent: Sent;
  readonly fault: Fault | null;
}

function perform(api: AdminApi, shop: Shop, { token, version, sent, fault }: Performance): unknown {
  const { body, emitted } = answer(api.world, {
    token,
    version,
    query: sent.query,
    operationName: sent.operationName,
    variables: sent.variables,
    fault: fault?.kind ?? null,
  });
  for (const { topic, payload } of emitted) api.webhooks.emit(shop, topic, payload());
  return body;
}

function validToken(world: World, exchange: Exchange, shop: Shop): AccessToken | null {
  const token = world.tokens.get(header(exchange, "x-shopify-access-token") ?? "");
  if (token?.shopDomain !== shop.domain) return null;
  if (token.expiresAt !== null && token.expiresAt <= world.now()) return null;
  return world.installation(shop, token.clientId)?.installed === true ? token : null;
}

interface Sent {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

function readRequest({ body }: Exchange): Sent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const { query, operationName, variables } = parsed as Readonly<Record<string, unknown>>;
  if (typeof query !== "string") return null;
  return {
    query,
    operationName: typeof operationName === "string" ? operationName : null,
    variables:
      typeof variables === "object" && variables !== null
        ? (variables as Readonly<Record<string, unknown>>)
        : {},
  };
}

/** What a fault can be aimed at: the operation's name and its root fields. */
function namesIn(sent: Sent): string[] {
  const document = parsedOrNull(sent.query);
  const names: string[] = sent.operationName === null ? [] : [sent.operationName];
  for (const definition of document?.definitions ?? []) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.name) names.push(definition.name.value);
    for (const selection of definition.selectionSet.selections) {
      if (selection.kind === Kind.FIELD) names.push(selection.name.value);
    }
  }
  return names;
}

function parsedOrNull(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}
