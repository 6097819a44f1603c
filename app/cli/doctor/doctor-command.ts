import { addressProbe, type AddressProbe } from "../../adapters/system/probe/address-probe.ts";
import { openDatabase } from "../../adapters/postgres/database.ts";
import { type Config, ConfigInvalid, readConfig } from "../../config.server.ts";
import { findDatabase, type DatabasePlace } from "../../db.server.ts";
import { json, type Output } from "../output.ts";
import { accessChecks } from "./access-checks.ts";
import { addressChecks, wordsOf } from "./address-checks.ts";
import { type Check, CHECK_STATES, checksOf, countOf, inWords } from "./check.ts";
import { databaseChecks } from "./database-checks.ts";
import { type Installation, installationOf } from "./installation.ts";
import { type CheckedShop, shopChecks } from "./shop-checks.ts";
import { storedChecks } from "./source-checks.ts";
import { readSourceRows } from "./source-rows.ts";

export interface DoctorOptions {
  /** `acme.myshopify.com`; all shops where left out. */
  readonly shop?: string | undefined;
  readonly json?: boolean | undefined;
}

/** What is around the installation; a test brings its own. */
export interface DoctorOutside {
  /** The process's own where left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly probe: AddressProbe;
}

const REAL: DoctorOutside = { probe: addressProbe };

/**
 * Looks at everything that a delivery and its effect need, from the settings to
 * each source's API, and changes nothing. Exit code 1 where a check fails.
 */
export async function runDoctor(
  options: DoctorOptions,
  outside: DoctorOutside = REAL,
): Promise<Output> {
  const checks = await allChecks(options, outside);
  const exitCode = countOf(checks, "fail") > 0 ? 1 : 0;
  if (options.json !== true) return { text: inWords(checks), exitCode };
  const counts = Object.fromEntries(CHECK_STATES.map((state) => [state, countOf(checks, state)]));
  return { text: json({ ...counts, checks }), exitCode };
}

async function allChecks(
  options: DoctorOptions,
  { environment, probe }: DoctorOutside,
): Promise<readonly Check[]> {
  const config = configOf(environment);
  if (!("mode" in config)) return config;
  const { ok, warn } = checksOf("settings");
  const settings =
    config.sandbox === null
      ? ok("environment", `complete, for ${config.mode}`)
      : warn(
          "environment",
          "calls to Shopify go to a simulator",
          "Leave SANDBOX_SHOPIFY_URL out, where this is no trial.",
        );
  return [
    settings,
    ...(await addressChecks(probe, config.shopify.appUrl)),
    ...(await stateChecks(config, options)),
  ];
}

function configOf(environment: DoctorOutside["environment"]): Config | readonly Check[] {
  try {
    return readConfig(environment, []);
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    const { fail } = checksOf("settings");
    return error.problems.map((problem) =>
      fail("environment", problem, "Set it for this command as for the server."),
    );
  }
}

async function stateChecks(config: Config, options: DoctorOptions): Promise<readonly Check[]> {
  const { fail } = checksOf("database");
  let place: DatabasePlace;
  try {
    place = await findDatabase({
      url: config.databaseUrl,
      dataFolder: config.dataFolder,
      port: config.embeddedDatabasePort,
      durability: "any",
      say: () => undefined,
    });
  } catch (error) {
    return [fail("reachable", wordsOf(error), "Mend that, or set DATABASE_URL.")];
  }
  try {
    const { checks, isUsable } = await databaseChecks(place, config.mode);
    return isUsable ? [...checks, ...(await insideChecks(config, place, options))] : checks;
  } finally {
    await place.close();
  }
}

async function insideChecks(
  config: Config,
  { url }: DatabasePlace,
  options: DoctorOptions,
): Promise<readonly Check[]> {
  const database = openDatabase({ url });
  const installation = installationOf(config, database);
  try {
    const shops = await installedShops(installation, options.shop);
    const checks: Check[] = [...noShop(shops, options.shop)];
    for (const shop of shops) {
      checks.push(...(await going(shop.domain, () => shopChecks(installation, shop))));
      checks.push(
        ...(await going(shop.domain, () =>
          sourceChecks(installation, shop, config.shopify.appUrl),
        )),
      );
    }
    return checks;
  } finally {
    await installation.requests.close();
    await database.close();
  }
}

/** What breaks one check must not hide the others. */
async function going(
  area: string,
  look: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    return [checksOf(area).fail("check", `could not be carried out: ${wordsOf(error)}`)];
  }
}

async function installedShops(
  { database }: Installation,
  wanted: string | undefined,
): Promise<readonly CheckedShop[]> {
  const shops = await database.forQueue((sql) =>
    sql.query<{ readonly id: string; readonly domain: string }>(
      "SELECT id, domain FROM shop WHERE state = 'installed' ORDER BY domain",
    ),
  );
  return shops.filter(({ domain }) => wanted === undefined || domain === wanted);
}

function noShop(shops: readonly CheckedShop[], wanted: string | undefined): readonly Check[] {
  if (shops.length > 0) return [];
  const { fail, warn } = checksOf("shops");
  const todo = "Install the app on the store from the Dev Dashboard, and open it once.";
  return wanted === undefined
    ? [warn("installed", "no shop has the app", todo)]
    : [fail("installed", `${wanted} does not have the app`, todo)];
}

async function sourceChecks(
  installation: Installation,
  shop: CheckedShop,
  appUrl: string,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const row of await readSourceRows(installation.database, shop.id)) {
    const area = `${shop.domain}, source ${row.name}`;
    checks.push(...storedChecks(area, row, `${appUrl}/webhooks/oms/${row.key}`));
    checks.push(...(await going(area, () => accessChecks(installation, { shop, area, row }))));
  }
  return checks;
}
