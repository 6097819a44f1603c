import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  receiveShopifyWebhook,
  type ShopEvents,
} from "../../../app/adapters/shopify/webhooks/receive-webhook.ts";
import { ownerWaker } from "../../../app/adapters/shopify/webhooks/wake-owner.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import type { Shopify } from "../../../app/shopify.server.ts";
import { type MemoryParts, SHOP } from "./shopify-parts.ts";

/** Takes webhooks as the app's front does, and notes what they came to. */
export interface WebhookFront {
  readonly url: string;
  readonly events: { readonly name: string; readonly args: unknown[] }[];
  close(): void;
}

interface App {
  readonly parts: MemoryParts;
  readonly admin: Shopify["admin"];
}

/** Asks for the app when a webhook comes: Shopify has to know the front before there is one. */
export async function startWebhookFront(app: () => App): Promise<WebhookFront> {
  const events: WebhookFront["events"] = [];
  const receive = (message: Parameters<ReturnType<typeof receiveShopifyWebhook>>[0]) =>
    receiverOf(app(), noting(events))(message);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      void receive({ method: "POST", headers, body: Buffer.concat(chunks) }).then(({ status }) =>
        response.writeHead(status).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${String(port)}`,
    events,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function receiverOf({ parts, admin }: App, events: ShopEvents) {
  const wakeOwner = ownerWaker({ admin, events, shopOf: () => Promise.resolve(SHOP) });
  return receiveShopifyWebhook({
    ...parts,
    events,
    wakeOwner,
    secrets: ["handoff-secret"],
    cryptography,
  });
}

function noting(events: WebhookFront["events"]): ShopEvents {
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      events.push({ name, args });
      return Promise.resolve();
    };
  return {
    uninstalled: note("uninstalled"),
    scopesChanged: note("scopesChanged"),
    customerDataRequested: note("customerDataRequested"),
    customerRedacted: note("customerRedacted"),
    shopRedacted: note("shopRedacted"),
    orderChanged: note("orderChanged"),
  };
}
