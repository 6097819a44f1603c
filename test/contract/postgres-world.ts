import type { OrderReference } from "../../app/domain/order-record/order-update.ts";
import { canonicalReference } from "../../app/domain/order-record/canonical-reference.ts";
import { freshDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres.ts";
import { SETTINGS } from "./world.ts";
import type { World, WorldSource, WorldState, WorldStatus } from "./world.ts";

/** The real adapter on a database of its own. */
export async function postgresWorld(given?: TestDatabase): Promise<World> {
  const test = given ?? (await freshDatabase());
  const { adapter, ids } = test;
  const newSource = (shopId: string, role: "oms" | "wms" | "erp") => makeSource(test, shopId, role);
  return {
    ...adapter,
    ids,
    newSource,
    newShop: async () => {
      const domain = `shop-${ids.next()}.myshopify.com`;
      const shop = await adapter.shops.installed(domain, ["read_orders"]);
      return newSource(shop.id, "oms");
    },
    setEndpointState: async ({ shopId, endpointId }, state) => {
      await adapter.sources.changeEndpoint({ shopId, actor: "test" }, endpointId, { state });
    },
    ...looks(test),
    close: () => test.close(),
  };
}

async function makeSource(
  { adapter, ids }: TestDatabase,
  shopId: string,
  role: "oms" | "wms" | "erp",
): Promise<WorldSource> {
  const secret = `whsec_${Buffer.from(ids.next()).toString("base64")}`;
  const created = await adapter.sources.create(
    { shopId, actor: "test" },
    { ...SETTINGS, name: `source ${ids.next()}`, role, secret },
  );
  if (created.outcome !== "created") throw new Error(created.outcome);
  return { shopId, secret, ...created, mappingVersionId: created.mappingVersionId ?? "" };
}

interface Looks {
  readonly stateOf: World["stateOf"];
  readonly recordOf: World["recordOf"];
  readonly ledgerSize: World["ledgerSize"];
  readonly agreementOf: World["agreementOf"];
  readonly duplicatesOf: World["duplicatesOf"];
  readonly statusesOf: World["statusesOf"];
  readonly rejections: World["rejections"];
}

function looks({ database }: TestDatabase): Looks {
  const one = async <T>(
    shopId: string,
    sql: string,
    values: readonly unknown[],
  ): Promise<T | null> => {
    const [row] = await database.forShop(shopId, (db) => db.query<{ value: T }>(sql, values));
    return row?.value ?? null;
  };
  return {
    stateOf: (shopId, messageId) =>
      one<WorldState>(
        shopId,
        `SELECT jsonb_build_object('state', state, 'code', reason_code) AS value
         FROM message_overview WHERE message_id = $1`,
        [messageId],
      ),
    recordOf: (shopId, reference) => {
      const { kind, value } = canonicalReference(reference) satisfies OrderReference;
      return one<string>(
        shopId,
        "SELECT order_record_id AS value FROM order_reference WHERE kind = $1 AND value = $2",
        [kind, value],
      );
    },
    ledgerSize: async (shopId, id) =>
      (await one<number>(
        shopId,
        "SELECT count(*)::int AS value FROM ledger_entry WHERE order_record_id = $1",
        [id],
      )) ?? 0,
    agreementOf: (shopId, id) =>
      one<string>(shopId, "SELECT agreement AS value FROM order_record WHERE id = $1", [id]),
    duplicatesOf: async (shopId, messageId) =>
      (await one<number>(
        shopId,
        "SELECT count(*)::int AS value FROM duplicate_delivery WHERE message_id = $1",
        [messageId],
      )) ?? 0,
    statusesOf: ({ shopId, sourceId }) =>
      database.forShop(shopId, (db) =>
        db.query<WorldStatus>(
          `SELECT status AS name, max(written) AS written, max(meaning) AS meaning, sum(messages)::int AS messages,
             (SELECT count(*)::int FROM stopped_message AS s
              WHERE s.source_id = $1 AND s.status = seen.status) AS stopped
           FROM seen_status AS seen WHERE source_id = $1 GROUP BY status ORDER BY min(first_seen_at), status`,
          [sourceId],
        ),
      ),
    rejections: async ({ shopId, endpointId }) =>
      (await one<string[]>(
        shopId,
        "SELECT array_agg(code ORDER BY id) AS value FROM rejected_delivery WHERE endpoint_id = $1",
        [endpointId],
      )) ?? [],
  };
}
