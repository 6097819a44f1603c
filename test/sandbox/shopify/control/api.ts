import { textOf } from "../http/text.ts";
import { jsonBody, sendJson, type Exchange } from "../http/exchange.ts";
import type { Faults } from "../http/faults.ts";
import { answer } from "../graphql/answer.ts";
import { bucketOf } from "../graphql/bucket.ts";
import { install, uninstall } from "../oauth/install.ts";
import { sessionToken } from "../oauth/session-token.ts";
import { offlineToken } from "../oauth/tokens.ts";
import type { Shop } from "../store/shop.ts";
import type { AppRegistration, World } from "../store/world.ts";
import type { WebhookSender } from "../webhooks/send.ts";
import { type FlowAsked, runFlowAction } from "./flow.ts";
import { createDemoOrder } from "./create-order.ts";
import { merchantToken } from "./merchant-token.ts";
import { merchantActs } from "./merchant.ts";
import { shopOptions } from "./shop-options.ts";
import { fulfillmentViews, orderView, orderViews } from "./views.ts";

export interface Control {
  readonly world: World;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
}

interface Call extends Control {
  readonly exchange: Exchange;
  readonly parts: readonly string[];
}

type Action = (call: Call) => unknown;

/** `METHOD path`, where `:x` stands for one part. README.md says what each does. */
const ROUTES: Readonly<Record<string, Action>> = {
  "GET shops": ({ world }) => ({ shops: [...world.shops.keys()] }),
  "POST shops": (call) => createShop(call),
  "DELETE shops/:shop": ({ world, parts }) => ({ deleted: world.removeShop(domainOf(parts[1])) }),
  "GET shops/:shop/orders": (call) => ({ orders: orderViews(shopOf(call)) }),
  "POST shops/:shop/orders": (call) => createDemoOrder(call, shopOf(call), jsonBody(call.exchange)),
  "GET shops/:shop/orders/:order": (call) => orderView(shopOf(call), orderNameOf(call)),
  "POST shops/:shop/orders/:order/:act": (call) => merchantActs(call, shopOf(call), actOf(call)),
  "GET shops/:shop/fulfillments": (call) => ({ fulfillments: fulfillmentViews(shopOf(call)) }),
  "GET shops/:shop/notices": (call) => ({ notices: shopOf(call).notices }),
  "GET shops/:shop/flow": (call) => {
    const { flowReceipts: triggers, flowRuns: runs } = shopOf(call);
    return { triggers, runs };
  },
  "POST shops/:shop/flow/:action": (call) => askAction(call),
  "GET shops/:shop/log": (call) => ({ log: shopOf(call).log }),
  "GET shops/:shop/spending": (call) => spendingOf(call.world, shopOf(call)),
  "POST shops/:shop/settle": (call) => {
    call.world.runJobs(shopOf(call), "everything");
    return { settled: true };
  },
  "POST shops/:shop/install": (call) => {
    const { world } = call;
    const shop = shopOf(call);
    return { installation: install(world, shop, theApp(world)) };
  },
  "POST shops/:shop/uninstall": (call) => {
    const { world, webhooks } = call;
    const shop = shopOf(call);
    uninstall(world, shop, theApp(world));
    webhooks.emit(shop, "app/uninstalled", { domain: shop.domain, myshopify_domain: shop.domain });
    return { uninstalled: true };
  },
  "POST shops/:shop/tokens": (call) => issueToken(call),
  "GET shops/:shop/session-token": (call) => ({
    token: sessionToken(theApp(call.world), shopOf(call), call.world.now()),
  }),
  "POST shops/:shop/graphql": (call) => runAsMerchant(call),
  "POST shops/:shop/webhooks": (call) => {
    const { topic, payload } = jsonBody(call.exchange);
    call.webhooks.emit(shopOf(call), String(topic), payload ?? {});
    return { emitted: topic };
  },
  "GET webhooks": ({ webhooks }) => ({ deliveries: webhooks.deliveries }),
  "GET faults": ({ faults }) => ({ faults: faults.list }),
  "POST faults": ({ faults, exchange }) => ({ fault: faults.add(jsonBody(exchange)) }),
  "DELETE faults": ({ faults, exchange }) => {
    faults.clear(exchange.url.searchParams.get("shop"));
    return { cleared: true };
  },
  "POST clock": ({ world, exchange }) => {
    world.skip(Number(jsonBody(exchange)["advanceSeconds"] ?? 0) * 1_000);
    return { now: world.timestamp() };
  },
  "GET clock": ({ world }) => ({ now: world.timestamp() }),
};

/** `/_sandbox/…`: what tests and the OMS simulator do behind the scenes. */
export async function serveControl(control: Control, exchange: Exchange): Promise<void> {
  const parts = exchange.url.pathname.split("/").slice(2).map(decodeURIComponent);
  const route = Object.entries(ROUTES).find(([key]) => fits(key, exchange.method, parts));
  if (route === undefined) {
    sendJson(exchange, 404, { error: "no such route; see test/sandbox/shopify/README.md" });
    return;
  }
  try {
    sendJson(exchange, 200, await route[1]({ ...control, exchange, parts }));
  } catch (error) {
    sendJson(exchange, 400, { error: error instanceof Error ? error.message : "failed" });
  }
}

function fits(key: string, method: string, parts: readonly string[]): boolean {
  const [wanted = "", path = ""] = key.split(" ");
  const pattern = path.split("/");
  return (
    wanted === method &&
    pattern.length === parts.length &&
    pattern.every((part, index) => part.startsWith(":") || part === parts[index])
  );
}

/** `acme` and `acme.myshopify.com` name the same shop. */
function domainOf(name: string | undefined): string {
  const text = name ?? "";
  return text.includes(".") ? text : `${text}.myshopify.com`;
}

function shopOf({ world, parts }: Call): Shop {
  const shop = world.shops.get(domainOf(parts[1]));
  if (shop === undefined) throw new Error(`there is no shop ${domainOf(parts[1])}`);
  return shop;
}

function orderNameOf({ parts }: Call): string {
  return parts[3] ?? "";
}

function actOf(call: Call): Parameters<typeof merchantActs>[2] {
  return {
    order: orderNameOf(call),
    act: call.parts[4] ?? "",
    input: jsonBody(call.exchange),
  };
}

export function theApp(world: World): AppRegistration {
  const [app] = world.apps.values();
  if (app === undefined) throw new Error("the simulator knows no app");
  return app;
}

function createShop({ world, exchange }: Call): unknown {
  const input = jsonBody(exchange);
  const domain = domainOf(textOf(input["shop"]));
  const shop = world.addShop(domain, shopOptions(input));
  if (input["installed"] === true) install(world, shop, theApp(world));
  return { shop: domain, handle: shop.handle };
}

/** What the app had of the shop's bucket, and what is in it now. */
function spendingOf(world: World, shop: Shop): unknown {
  const owner = { shopDomain: shop.domain, clientId: theApp(world).clientId };
  return { at: world.now(), ...bucketOf(world, owner), ...world.spending(owner) };
}

/** A run of one of the app's actions, as a workflow asks for it. */
function askAction(call: Call): unknown {
  const { world, parts, exchange } = call;
  const asked = jsonBody(exchange) as Omit<FlowAsked, "action">;
  const running = { world, shop: shopOf(call), app: theApp(world) };
  return runFlowAction(running, { ...asked, action: parts[3] ?? "" });
}

/** A token without the dance, for tests of the API alone. */
function issueToken(call: Call): unknown {
  const { world, exchange } = call;
  const shop = shopOf(call);
  const app = theApp(world);
  const installation = install(world, shop, app);
  const asked = jsonBody(exchange)["scopes"];
  const scopes = Array.isArray(asked) ? asked.map(String) : installation.scopes;
  return offlineToken(world, { shop, app, scopes }, "lasting").body;
}

/** GraphQL with every scope and a full bucket: what a merchant can do in the admin. */
function runAsMerchant(call: Call): unknown {
  const shop = shopOf(call);
  const { query, variables } = jsonBody(call.exchange);
  const { body, emitted } = answer(call.world, {
    token: merchantToken(shop),
    version: "2026-10",
    query: String(query),
    operationName: null,
    variables: (variables ?? {}) as Readonly<Record<string, unknown>>,
    fault: null,
  });
  for (const { topic, payload } of emitted) call.webhooks.emit(shop, topic, payload());
  return body;
}
