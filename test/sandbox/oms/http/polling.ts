import { randomBytes } from "node:crypto";
import type { Account } from "../account.ts";
import { shipmentOf } from "../event.ts";
import type { Oms } from "../oms.ts";
import type { Order } from "../order.ts";
import { STATUSES } from "../status.ts";
import type { Exchange } from "./exchange.ts";
import { answerJson, readForm } from "./exchange.ts";
import { answersByFault, shiftPages } from "./polling-faults.ts";
import type { Route } from "./routes.ts";
import { param } from "./routes.ts";

const DEFAULT_PER_PAGE = 50;
const MAX_PER_PAGE = 250;

/** The API that a program polls, with the account's key as a bearer token. */
export function pollingRoutes(oms: Oms): Route[] {
  return [
    { method: "POST", pattern: "/api/token", answer: (e) => giveToken(oms, e) },
    { method: "GET", pattern: "/api/orders", answer: (e) => withAccount(oms, e, listOrders) },
    { method: "GET", pattern: "/api/orders/:id", answer: (e) => withAccount(oms, e, showOrder) },
    { method: "GET", pattern: "/api/events", answer: (e) => withAccount(oms, e, listEvents) },
    { method: "GET", pattern: "/api/webhooks", answer: (e) => withAccount(oms, e, listWebhooks) },
  ];
}

type Answer = (exchange: Exchange, account: Account, oms: Oms) => void;

function withAccount(oms: Oms, exchange: Exchange, answer: Answer): void {
  const key = /^Bearer (\S+)$/.exec(exchange.request.headers.authorization ?? "")?.[1] ?? "";
  const account = [...oms.accounts.values()].find(
    (one) => one.apiKey === key || one.tokens.has(key),
  );
  exchange.response.setHeader("date", oms.time.now().toUTCString());
  if (account === undefined) {
    answerJson(exchange, 401, { error: "unknown API key" });
  } else if (!answersByFault(exchange, account)) {
    answer(exchange, account, oms);
  }
}

/** OAuth 2 client credentials: the account's id and key for a token that lives an hour. */
async function giveToken(oms: Oms, exchange: Exchange): Promise<void> {
  const form = await readForm(exchange.request);
  const account = oms.accounts.get(form.get("client_id") ?? "");
  if (account === undefined || form.get("client_secret") !== account.apiKey) {
    answerJson(exchange, 401, { error: "invalid_client" });
    return;
  }
  const token = `tok_${randomBytes(12).toString("hex")}`;
  account.tokens.add(token);
  answerJson(exchange, 200, { access_token: token, token_type: "bearer", expires_in: 3600 });
}

function listOrders(exchange: Exchange, account: Account, oms: Oms): void {
  shiftPages(oms, account);
  const ids = exchange.url.searchParams.get("ids")?.split(",") ?? null;
  const since = exchange.url.searchParams.get("updated_since") ?? "";
  const name = exchange.url.searchParams.get("name");
  const orders = [...account.orders.values()]
    .filter((order) => order.updatedAt >= since && (ids === null || ids.includes(order.id)))
    .filter((order) => name === null || order.name === name)
    .sort((a, b) => (a.updatedAt + a.id < b.updatedAt + b.id ? -1 : 1));
  answerPage(exchange, { name: "orders", rows: orders, show: orderOf });
}

function showOrder(exchange: Exchange, account: Account): void {
  const id = param(exchange, "id");
  const order = account.orders.get(id);
  if (order === undefined) answerJson(exchange, 404, { error: `no order ${id}` });
  else answerJson(exchange, 200, orderOf(order));
}

function listEvents(exchange: Exchange, account: Account): void {
  const since = exchange.url.searchParams.get("since") ?? "";
  const { searchParams } = exchange.url;
  const [status, order] = [searchParams.get("status"), searchParams.get("order")];
  const rows = account.events
    .filter((event) => event.occurredAt >= since && (status === null || event.status === status))
    .filter(({ orderId }) => order === null || account.orders.get(orderId)?.name === order);
  answerPage(exchange, {
    name: "events",
    rows,
    show: ({ body, ...event }) => ({
      ...event,
      order_name: account.orders.get(event.orderId)?.name ?? null,
      payload: payloadIn(body),
    }),
  });
}

/** A text where it is no JSON. */
function payloadIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** What the account has registered, as a real OMS lists its subscriptions. */
function listWebhooks(exchange: Exchange, { webhook }: Account): void {
  const { url, enabled, muted } = webhook;
  const events = STATUSES.filter((status) => !muted.includes(status));
  answerJson(exchange, 200, { webhooks: url === null ? [] : [{ url, enabled, events }] });
}

interface Listing<Row> {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly show: (row: Row) => object;
}

function answerPage<Row>(exchange: Exchange, { name, rows, show }: Listing<Row>): void {
  const query = exchange.url.searchParams;
  const size = Math.min(positive(query.get("per_page")) ?? DEFAULT_PER_PAGE, MAX_PER_PAGE);
  const page = positive(query.get("page")) ?? 1;
  answerJson(exchange, 200, {
    [name]: rows.slice((page - 1) * size, page * size).map(show),
    page,
    per_page: size,
    pages: Math.max(1, Math.ceil(rows.length / size)),
    total: rows.length,
  });
}

function positive(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}

/** An order as the polling API and the control API show it. */
export function orderOf(order: Order): object {
  return {
    id: order.id,
    name: order.name,
    shopify_order_id: order.shopifyOrderId,
    status: order.status,
    version: order.version,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    lines: order.lines,
    shipments: order.shipments.map((shipment) => ({
      ...shipmentOf(shipment),
      status: shipment.status,
      created_at: shipment.createdAt,
      updated_at: shipment.updatedAt,
    })),
  };
}
