import type { Log, Metrics } from "../../../pipeline/ports.ts";
import type { AdminClient } from "./admin-client.ts";
import { operationName } from "./operation-cost.ts";
import type { Reply } from "./reply.ts";

/**
 * The same client, counted for the engineer on call, with a line for each call
 * that was not answered. `held_back` is our own budget; `throttled` is Shopify's
 * and means that the budget was wrong.
 */
export function notedClient(client: AdminClient, notes: Notes): AdminClient {
  return {
    async request(shop, document, variables) {
      const reply = await client.request(shop, document, variables);
      const outcome = outcomeOf(reply);
      notes.metrics.count("shopify.api.called", outcome);
      if (outcome !== "answered" && outcome !== "held_back") {
        const fields = { shop_id: shop.id, operation: operationName(document), outcome };
        notes.log.warn("shopify.call_failed", { ...fields, reason: reasonOf(reply) });
      }
      return reply;
    },
  };
}

interface Notes {
  readonly log: Log;
  readonly metrics: Metrics;
}

function outcomeOf(reply: Reply<unknown>): string {
  return reply.kind === "throttled" && reply.by === "us" ? "held_back" : reply.kind;
}

function reasonOf(reply: Reply<unknown>): string | null {
  switch (reply.kind) {
    case "answered":
    case "throttled":
      return null;
    case "refused":
      return `${reply.code}: ${reply.message}`;
    case "parked":
    case "unknown":
      return reply.reason;
  }
}
