import { systemClock } from "../adapters/system/clock.ts";
import { ConfigInvalid, readConfig } from "../config.server.ts";
import { startDatabase } from "../db.server.ts";
import { InputError } from "./input-error.ts";
import type { Output } from "./output.ts";
import type { ShopCommandParts } from "./shop-commands.ts";

/** Runs a command on the installation that the environment names, as the server reads it. */
export async function runOnInstallation(
  command: (parts: ShopCommandParts) => Promise<Output>,
): Promise<Output> {
  try {
    const config = readConfig(undefined, []);
    const running = await startDatabase({
      url: config.databaseUrl,
      dataFolder: config.dataFolder,
      port: config.embeddedDatabasePort,
      durability: "any",
      say: () => undefined,
    });
    try {
      const urlOf = (key: string) => `${config.shopify.appUrl}/webhooks/oms/${key}`;
      return await command({ database: running.database, now: systemClock.now(), urlOf });
    } finally {
      await running.close();
    }
  } catch (error) {
    if (error instanceof InputError || error instanceof ConfigInvalid) {
      return { text: `${error.message}\n`, exitCode: 2 };
    }
    throw error;
  }
}
