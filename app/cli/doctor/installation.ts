import {
  sourceRequests,
  type OpenSourceRequests,
} from "../../adapters/oms/outgoing/source-requests.ts";
import { postgresApiBudget } from "../../adapters/postgres/api-budget.ts";
import type { Database } from "../../adapters/postgres/database.ts";
import { type PostgresAdapter, postgresAdapter } from "../../adapters/postgres/postgres.ts";
import type { AdminClient } from "../../adapters/shopify/admin/admin-client.ts";
import { systemClock } from "../../adapters/system/clock.ts";
import { systemGunzip } from "../../adapters/system/gunzip.ts";
import { uuidV7Ids } from "../../adapters/system/ids.ts";
import { sealing } from "../../adapters/system/sealing.ts";
import type { Config } from "../../config.server.ts";
import type { Log, Metrics } from "../../pipeline/ports.ts";
import { createShopify } from "../../shopify.server.ts";

/** The parts of an installation that its own checks ask. */
export interface Installation {
  readonly database: Database;
  readonly postgres: PostgresAdapter;
  readonly shopify: AdminClient;
  readonly requests: OpenSourceRequests;
}

const SILENT: Log = { info: nothing, warn: nothing, error: nothing };
const UNCOUNTED: Metrics = { count: nothing, time: nothing };

/** What a server would be made of, as far as it is asked here: the checks go the ways that the work goes. */
export function installationOf(config: Config, database: Database): Installation {
  const clock = systemClock;
  const postgres = postgresAdapter({
    database,
    sealing: sealing([config.key]),
    ids: uuidV7Ids(clock),
  });
  const { clicks: shopify } = createShopify(
    {
      ...config.shopify,
      sandboxUrl: config.sandbox?.shopifyUrl ?? null,
      isProduction: config.mode === "production",
    },
    {
      sessionStorage: postgres.sessions,
      withShopLock: database.withShopLock,
      registry: postgres.shops,
      budget: postgresApiBudget(database),
      clock,
      log: SILENT,
      metrics: UNCOUNTED,
    },
  );
  const { allowsLocalSources: allowsLocal } = config;
  const requests = sourceRequests({ allowsLocal, gunzip: systemGunzip });
  return { database, postgres, shopify, requests };
}

function nothing(): void {
  return;
}
