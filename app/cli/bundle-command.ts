import { postgresAdapter } from "../adapters/postgres/postgres.ts";
import { systemClock } from "../adapters/system/clock.ts";
import { systemGunzip } from "../adapters/system/gunzip.ts";
import { uuidV7Ids } from "../adapters/system/ids.ts";
import { sealing } from "../adapters/system/sealing.ts";
import { appVersions } from "../app-identity.server.ts";
import { readConfig } from "../config.server.ts";
import { contentOf } from "../pipeline/intake/unpacked-messages.ts";
import { findRecords } from "../queries/find-records.ts";
import { type BundleParts, readBundle } from "../queries/ticket/read-bundle.ts";
import { InputError } from "./input-error.ts";
import { json, type Output } from "./output.ts";
import { shopOf, type ShopCommandParts, type ShopOptions } from "./shop-commands.ts";

/** Prints what a ticket about an order needs as JSON, without personal data and keys. */
export async function runBundle(
  parts: ShopCommandParts,
  order: string,
  options: ShopOptions,
): Promise<Output> {
  return runBundleWith(bundlePartsOf(parts), parts, { order, ...options });
}

/** The same with the parts that open what was received. */
export async function runBundleWith(
  bundleParts: BundleParts,
  { database, now, urlOf }: ShopCommandParts,
  { order, shop }: ShopOptions & { readonly order: string },
): Promise<Output> {
  const shopId = await shopOf(database, shop);
  const orderRecordIds = await database.forShop(shopId, (sql) => findRecords(sql, shopId, order));
  if (orderRecordIds.length === 0) throw new InputError(`The shop has no order ${order}.`);
  if (orderRecordIds.length > MOST_ORDERS) {
    throw new InputError(
      `More than ${String(MOST_ORDERS)} orders match ${order}. Give the whole name.`,
    );
  }
  const request = { shopId, orderRecordIds, now, urlOf };
  const { bundle } = await readBundle(database, bundleParts, request);
  return { text: json(bundle), exitCode: 0 };
}

const MOST_ORDERS = 20;

function bundlePartsOf({ database }: ShopCommandParts): BundleParts {
  const config = readConfig(undefined, []);
  const { keys } = postgresAdapter({
    database,
    sealing: sealing([config.key]),
    ids: uuidV7Ids(systemClock),
  });
  return {
    keys,
    unpack: (content) => contentOf(content, systemGunzip),
    appVersions: appVersions(config),
  };
}
