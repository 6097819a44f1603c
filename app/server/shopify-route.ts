import { INBOX_UNAVAILABLE, OVERLOADED, refusal } from "../pipeline/intake/refusal.ts";
import type { Log } from "../pipeline/ports.ts";
import { AppError } from "../domain/app-error.ts";
import { admission } from "./admission.ts";
import { answerJson, answerRefusal, refuseAndClose } from "./answer.ts";
import type { Exchange } from "./exchange.ts";
import { readBody } from "./read-body.ts";
import { singleHeaders } from "./single-headers.ts";

/** A webhook from Shopify as it came; which of the three addresses it came to does not matter to it. */
export interface FromShopify {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Answers once what must not be lost is durable. */
export type ReceiveFromShopify = (webhook: FromShopify) => Promise<{ readonly status: number }>;

const MIB = 1024 * 1024;
/** Shopify's order webhooks carry whole orders, with up to hundreds of lines. */
const MAX_BODY_BYTES = 8 * MIB;

export interface ShopifyRouteParts {
  readonly receiveFromShopify: ReceiveFromShopify;
  readonly log: Log;
}

/** The webhooks that Shopify sends to the app; raw bytes, because the signature covers those. */
export function shopifyRoute(parts: ShopifyRouteParts): (exchange: Exchange) => Promise<void> {
  const held = admission();
  return async (exchange) => {
    const { request, response } = exchange;
    if (request.method !== "POST") {
      const reason = refusal("method_not_allowed", "Shopify sends webhooks with POST.");
      answerRefusal(response, reason, [["allow", "POST"]]);
      return;
    }
    const body = await readBody(exchange, MAX_BODY_BYTES, held);
    switch (body) {
      case "truncated":
        return;
      case "too_large":
        refuseAndClose(exchange, refusal("body_too_large", "The body is larger than 8 MB."));
        return;
      case "overloaded":
        refuseAndClose(exchange, OVERLOADED);
        return;
    }
    await answer(parts, exchange, body);
  };
}

async function answer(
  parts: ShopifyRouteParts,
  exchange: Exchange,
  body: Uint8Array,
): Promise<void> {
  const { request, response } = exchange;
  try {
    const { status } = await parts.receiveFromShopify({
      method: "POST",
      headers: singleHeaders(request.headers),
      body,
    });
    answerJson(response, status, { text: "{}" });
  } catch (error) {
    if (!(error instanceof AppError && error.retryable))
      parts.log.error("shopify_webhook.failed", error, {});
    if (!response.headersSent) answerRefusal(response, INBOX_UNAVAILABLE);
  }
}
