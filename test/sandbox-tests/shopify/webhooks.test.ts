import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CLIENT, openShop, start } from "./simulator.ts";

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let simulator: ShopifySimulator;
let app: Server;
let received: Received[];
let refusals: number;

beforeEach(async () => {
  received = [];
  refusals = 0;
  app = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(refusals-- > 0 ? 500 : 200).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const { port } = app.address() as AddressInfo;
  simulator = await start({
    appUrl: `http://127.0.0.1:${String(port)}`,
    webhooks: { retryDelaysMilliseconds: [10, 10], timeoutMilliseconds: 1_000 },
  });
});

afterEach(async () => {
  await simulator.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

it("signs the raw body and sends the fields that the TOML asks for", async () => {
  const shop = await openShop(simulator, "signed");
  await shop.order([{ sku: "MUG", quantity: 1 }]);
  await expect.poll(() => received.length).toBe(1);
  const [{ path, headers, body }] = received as [Received];
  expect(path).toBe("/webhooks/shopify");
  expect(headers["x-shopify-topic"]).toBe("orders/create");
  expect(headers["x-shopify-shop-domain"]).toBe(shop.domain);
  const expected = createHmac("sha256", CLIENT.secret).update(body).digest("base64");
  expect(headers["x-shopify-hmac-sha256"]).toBe(expected);
  expect(Object.keys(JSON.parse(body) as object).sort()).toEqual(["id", "name", "updated_at"]);
});

it("tries again with the same id until it is taken", async () => {
  refusals = 2;
  const shop = await openShop(simulator, "retried");
  await shop.order([{ sku: "MUG", quantity: 1 }]);
  await expect.poll(() => received.length).toBe(3);
  expect(new Set(received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
});

it("tells the app that it was uninstalled", async () => {
  const shop = await openShop(simulator, "gone");
  await shop.control("POST", "uninstall");
  await expect.poll(() => received.map(({ path }) => path)).toEqual(["/webhooks/app"]);
});
