import type { PostgresAdapter } from "./adapters/postgres/postgres.ts";
import { receiveShopifyWebhook } from "./adapters/shopify/webhooks/receive-webhook.ts";
import { ownerWaker } from "./adapters/shopify/webhooks/wake-owner.ts";
import { cryptography } from "./adapters/system/cryptography.ts";
import { secretsOf } from "./app-identity.server.ts";
import type { Config } from "./config.server.ts";
import type { Clock, Log } from "./pipeline/ports.ts";
import type { ReceiveFromShopify } from "./server/shopify-route.ts";
import type { Shopify } from "./shopify.server.ts";

/** What Shopify tells the app of its shops and their orders. */
export function shopifyWebhooks(
  config: Config,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  { postgres, shopify }: { readonly postgres: PostgresAdapter; readonly shopify: Shopify },
): ReceiveFromShopify {
  const { shops: events } = postgres;
  return receiveShopifyWebhook({
    events,
    wakeOwner: ownerWaker({
      admin: shopify.clicks,
      events,
      shopOf: (domain) => events.find(domain),
    }),
    secrets: secretsOf(config.shopify),
    cryptography,
    clock,
    log,
  });
}
