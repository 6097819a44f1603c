import type { PostgresAdapter } from "./adapters/postgres/postgres.ts";
import { receiveFlowRun } from "./adapters/shopify/flow/receive-flow-run.ts";
import { cryptography } from "./adapters/system/cryptography.ts";
import { secretsOf } from "./app-identity.server.ts";
import type { Commands } from "./commands/commands.ts";
import type { Config } from "./config.server.ts";
import type { Log } from "./pipeline/ports.ts";
import type { ReceiveFromFlow } from "./server/flow-route.ts";

/** What workflows of Shopify Flow ask of the app. */
export function flowReceiver(
  { shopify }: Config,
  {
    shops,
    commands,
    log,
  }: {
    readonly shops: PostgresAdapter["shops"];
    readonly commands: Commands;
    readonly log: Log;
  },
): ReceiveFromFlow {
  return receiveFlowRun({
    secrets: secretsOf(shopify),
    cryptography,
    async installedShop(domain) {
      const shop = await shops.find(domain);
      return shop?.state === "installed" ? shop : null;
    },
    run: commands.runFlowAction,
    log,
  });
}
