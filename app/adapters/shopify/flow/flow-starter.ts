import type { FlowStarted, FlowStarter } from "../../../pipeline/ports.ts";
import type { AdminClient } from "../admin/admin-client.ts";
import type { Reply } from "../admin/reply.ts";
import type { StartFlowMutation } from "../operations/generated/admin.generated.d.ts";
import { START_FLOW } from "../operations/flow.ts";
import { NOT_INSTALLED, type StorefrontShops } from "../storefront/storefront.ts";
import { unavailable } from "../storefront/unavailable.ts";

/** Workflows of Shopify Flow, started by the triggers of this app's extensions. */
export function shopifyFlow(
  admin: AdminClient,
  shops: Pick<StorefrontShops, "nameOf">,
): FlowStarter {
  return {
    async start(shopId, { handle, payload }) {
      const shop = await shops.nameOf(shopId);
      if (shop === null) return NOT_INSTALLED;
      return started(await admin.request(shop, START_FLOW, { handle, payload }));
    },
  };
}

function started(reply: Reply<StartFlowMutation>): FlowStarted {
  if (reply.kind === "refused")
    return { outcome: "refused", message: `${reply.code}: ${reply.message}` };
  if (reply.kind !== "answered") return unavailable(reply);
  const errors = reply.data.flowTriggerReceive?.userErrors;
  if (errors === undefined)
    return { outcome: "unreachable", reason: "an answer without a payload" };
  const message = errors.map((error) => error.message.trim()).join("; ");
  return errors.length === 0 ? { outcome: "started" } : { outcome: "refused", message };
}
