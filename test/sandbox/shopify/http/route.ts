import { serveControl } from "../control/api.ts";
import { answerTokenRequest } from "../oauth/endpoint.ts";
import { servePages } from "../pages/route.ts";
import { bulkResult } from "../resources/bulk-operations.ts";
import type { Shop } from "../store/shop.ts";
import type { World } from "../store/world.ts";
import type { WebhookSender } from "../webhooks/send.ts";
import { apiVersionIn, serveGraphql } from "./admin-api.ts";
import { header, jsonBody, sendHtml, sendJson, type Exchange } from "./exchange.ts";
import type { Faults } from "./faults.ts";
import { answerWithFault } from "./faulty-answer.ts";

export interface Simulator {
  readonly world: World;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
}

/** Sends a request to the shop's API, to the control API or to a page. */
export async function route(simulator: Simulator, exchange: Exchange): Promise<void> {
  const { pathname } = exchange.url;
  const version = apiVersionIn(pathname);
  if (version !== null && exchange.method === "POST") {
    await serveGraphql(simulator, exchange, { shop: shopOf(simulator, exchange), version });
    return;
  }
  if (pathname === "/admin/oauth/access_token" && exchange.method === "POST") {
    await serveTokens(simulator, exchange);
    return;
  }
  if (pathname.startsWith("/_bulk/")) {
    serveBulkResult(simulator, exchange);
    return;
  }
  if (pathname.startsWith("/_sandbox/")) {
    await serveControl(simulator, exchange);
    return;
  }
  if (!(await servePages(simulator, exchange))) sendHtml(exchange, 404, "<h1>Not found</h1>");
}

/** The app's requests name the shop in `x-sandbox-host`; others in Host. */
function shopOf({ world }: Simulator, exchange: Exchange): Shop | null {
  const host = header(exchange, "x-sandbox-host") ?? header(exchange, "host") ?? "";
  return world.shops.get(host.replace(/:\d+$/, "").toLowerCase()) ?? null;
}

/** The JSON lines of a finished bulk operation. */
function serveBulkResult(simulator: Simulator, exchange: Exchange): void {
  const shop = shopOf(simulator, exchange);
  const number = /\/(\d+)\.jsonl$/.exec(exchange.url.pathname)?.[1] ?? "";
  const lines = shop === null ? null : bulkResult({ shop }, number);
  exchange.response.writeHead(lines === null ? 404 : 200, { "content-type": "application/jsonl" });
  exchange.response.end(lines ?? "");
}

async function serveTokens(simulator: Simulator, exchange: Exchange): Promise<void> {
  const shop = shopOf(simulator, exchange);
  if (shop === null) {
    sendHtml(exchange, 404, "<h1>Not Found</h1>");
    return;
  }
  const fault = simulator.faults.take({ shop: shop.domain, names: ["token"] });
  const perform = () => answerTokenRequest(simulator.world, shop, parameters(exchange));
  if (fault !== null) {
    await answerWithFault(exchange, fault, () => perform().body);
    return;
  }
  const { status, body } = perform();
  sendJson(exchange, status, body);
}

function parameters(exchange: Exchange): Readonly<Record<string, string>> {
  const type = header(exchange, "content-type") ?? "";
  if (type.includes("x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(exchange.body));
  }
  const entries = Object.entries(jsonBody(exchange));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}
