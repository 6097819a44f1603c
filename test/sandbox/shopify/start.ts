import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { adminSchema } from "./graphql/schema.ts";
import { readExchange } from "./http/exchange.ts";
import { Faults } from "./http/faults.ts";
import { route, type Simulator } from "./http/route.ts";
import { readAppToml } from "./oauth/app-toml.ts";
import { World, type AppRegistration } from "./store/world.ts";
import { SCALED_RETRIES, WebhookSender, type WebhookSettings } from "./webhooks/send.ts";

export interface ShopifySimulatorOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly appUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Path of the app's shopify.app.toml: name, scopes, webhook topics. */
  readonly appToml: string;
  /** Milliseconds since the epoch; the real clock unless given. */
  readonly now?: () => number;
  readonly webhooks?: WebhookSettings;
  /** One line for each thing that fails inside the simulator. */
  readonly onError?: (error: unknown) => void;
}

export interface ShopifySimulator {
  readonly url: string;
  readonly world: World;
  close(): Promise<void>;
}

/** Starts the simulator; it knows one app and no shops yet. */
export async function startShopifySimulator(
  options: ShopifySimulatorOptions,
): Promise<ShopifySimulator> {
  const world = new World(options.now ?? Date.now);
  const app = registration(options);
  world.apps.set(app.clientId, app);
  const faults = new Faults();
  const webhooks = new WebhookSender(world, options.webhooks ?? SCALED_RETRIES);
  const simulator: Simulator = { world, faults, webhooks };
  adminSchema(app.webhookApiVersion);
  const server = createServer((request, response) => {
    serve(simulator, request, response).catch((error: unknown) => {
      options.onError?.(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}`,
    world,
    close: async () => {
      webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await route(simulator, await readExchange(request, response));
}

function registration(options: ShopifySimulatorOptions): AppRegistration {
  const toml = readAppToml(options.appToml);
  return {
    ...toml,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    url: options.appUrl,
  };
}
