import type { Cryptography } from "../../../domain/signature/cryptography.ts";
import { type Instant, parseInstant } from "../../../domain/instant.ts";
import type { Clock, Log } from "../../../pipeline/ports.ts";
import { type Notice, noticeOf } from "./notice.ts";
import { type Topic, topicOf } from "./topics.ts";
import { type FromShopify, verifyWebhook } from "./verify-webhook.ts";

/**
 * What a notice leads to. Each resolves when it is durable, may be called
 * again for the same notice, and throws where the database cannot take it:
 * Shopify then sends the webhook again, for four hours.
 */
export interface ShopEvents {
  /** Parks the shop and deletes its tokens; its work is kept. Later installs are not touched. */
  uninstalled(domain: string, at: Instant): Promise<void>;
  scopesChanged(domain: string, scopes: readonly string[]): Promise<void>;
  /** Order ids are gids. */
  customerDataRequested(domain: string, orderIds: readonly string[]): Promise<void>;
  customerRedacted(domain: string, orderIds: readonly string[]): Promise<void>;
  shopRedacted(domain: string): Promise<void>;
  /** Wakes the order's lane, and those that wait for an order of this name. */
  orderChanged(domain: string, order: ChangedOrder): Promise<void>;
}

interface ChangedOrder {
  /** A gid. */
  readonly orderId: string;
  /** Set where the order is new: other records may be waiting for it by its name. */
  readonly name: string | null;
  /** The gid of the fulfillment that was made, where that is the change. */
  readonly newFulfillmentId: string | null;
}

interface WebhookParts {
  readonly events: ShopEvents;
  /** Finds the order of a fulfillment order and wakes it, after the answer. */
  readonly wakeOwner: (domain: string, fulfillmentOrderIds: readonly string[]) => Promise<void>;
  /** The client secret, and the one before it while Shopify rotates. */
  readonly secrets: readonly string[];
  readonly cryptography: Cryptography;
  readonly clock: Clock;
  readonly log: Log;
}

interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 405;
}

/** Receives webhooks from Shopify: verified over the raw bytes, answered when what must last is durable. */
export function receiveShopifyWebhook(
  parts: WebhookParts,
): (request: FromShopify) => Promise<WebhookAnswer> {
  return async (request) => {
    const verdict = verifyWebhook(request, parts.secrets, parts.cryptography);
    if (verdict.verdict === "rejected") {
      parts.log.warn("shopify_webhook.rejected", { reason: verdict.reason });
      return { status: verdict.status };
    }
    const { domain } = verdict;
    const topic = topicOf(verdict.topic);
    const fields = { shop_domain: domain, topic: verdict.topic, ...idsOf(request) };
    if (topic === null) return ignored(parts.log, fields);
    const notice = readNotice(topic, request.body);
    if (notice === null) return { status: 400 };
    await act(parts, { domain, at: triggeredAt(request, parts.clock), notice });
    parts.log.info("shopify_webhook.received", { ...fields, notice: notice.kind });
    return { status: 200 };
  };
}

/** A topic that an older or newer version of the app subscribed to; sending it again changes nothing. */
function ignored(log: Log, fields: Readonly<Record<string, unknown>>): WebhookAnswer {
  log.warn("shopify_webhook.unknown_topic", fields);
  return { status: 200 };
}

interface Received {
  readonly domain: string;
  readonly at: Instant;
  readonly notice: Notice;
}

async function act(parts: WebhookParts, { domain, at, notice }: Received): Promise<void> {
  const { events, log } = parts;
  switch (notice.kind) {
    case "uninstalled":
      return events.uninstalled(domain, at);
    case "scopes_changed":
      return events.scopesChanged(domain, notice.scopes);
    case "customer_data_requested":
      return events.customerDataRequested(domain, notice.orderIds);
    case "customer_redacted":
      return events.customerRedacted(domain, notice.orderIds);
    case "shop_redacted":
      return events.shopRedacted(domain);
    case "order_created":
      return events.orderChanged(domain, {
        orderId: notice.orderId,
        name: notice.name,
        newFulfillmentId: null,
      });
    case "order_changed":
      return events.orderChanged(domain, {
        orderId: notice.orderId,
        name: null,
        newFulfillmentId: notice.newFulfillmentId,
      });
    case "fulfillment_orders_changed":
      wakeLater(parts, domain, notice.ids);
      return;
    case "unreadable":
      log.warn("shopify_webhook.unreadable", { shop_domain: domain, missing: notice.missing });
  }
}

/**
 * Asks Shopify whose the fulfillment orders are, which a webhook must not wait
 * for. A hint that is lost costs time only: a waiting lane looks again by itself.
 */
function wakeLater(parts: WebhookParts, domain: string, ids: readonly string[]): void {
  parts.wakeOwner(domain, ids).catch((error: unknown) => {
    parts.log.error("shopify_webhook.owner_unknown", error, { shop_domain: domain });
  });
}

function readNotice(topic: Topic, body: Uint8Array): Notice | null {
  try {
    return noticeOf(topic, JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return null;
  }
}

/** When it happened, by Shopify's clock; now where the header is missing. */
function triggeredAt({ headers }: FromShopify, clock: Clock): Instant {
  return parseInstant(headers["x-shopify-triggered-at"] ?? "") ?? clock.now();
}

function idsOf({ headers }: FromShopify) {
  return {
    webhook_id: headers["x-shopify-webhook-id"],
    event_id: headers["x-shopify-event-id"] ?? null,
  };
}
