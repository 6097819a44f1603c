import { createHash } from "node:crypto";
import type { Ids } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import type { KnownShop, Shops, ShopsParts } from "./shops.ts";
import type { Sql } from "./sql-connection.ts";

type ComplianceTopic = "customers_data_request" | "customers_redact" | "shop_redact";

/** Rows by table, and nothing that names anybody. */
export type RedactionCounts = Readonly<Record<string, number>>;

interface CountRow {
  readonly count: number;
}

interface CountsRow {
  readonly counts: RedactionCounts;
}

type Redaction = Pick<Shops, "customerDataRequested" | "customerRedacted" | "shopRedacted">;

/** Shopify's three compliance requests, each in one transaction with its proof. */
export function redaction(
  { database, ids }: ShopsParts,
  find: (domain: string) => Promise<KnownShop | null>,
): Redaction {
  const prove = proofWriter(ids);
  return {
    async customerDataRequested(domain, orderIds) {
      const shop = await find(domain);
      if (shop === null) return;
      await database.forShop(shop.id, async (sql) => {
        const message = await countMessages(sql, shop.id, orderIds);
        await prove(sql, { domain, topic: "customers_data_request", counts: { message } });
      });
    },
    async customerRedacted(domain, orderIds) {
      const shop = await find(domain);
      if (shop === null) return;
      await database.forShop(shop.id, async (sql) => {
        const message = await redactOrders(sql, orderIds);
        await prove(sql, { domain, topic: "customers_redact", counts: { message } });
      });
    },
    async shopRedacted(domain) {
      const shop = await find(domain);
      // Sent 48 hours after the shop left; one that came back in between is not gone.
      if (shop?.state === "installed") return;
      await redactKnown(database, { domain, shop }, prove);
    },
  };
}

async function redactKnown(
  database: Database,
  { domain, shop }: { readonly domain: string; readonly shop: KnownShop | null },
  prove: ProofWriter,
): Promise<void> {
  if (shop === null) return;
  await database.forShop(shop.id, async (sql) => {
    const [row] = await sql.query<CountsRow>("SELECT redact_shop() AS counts");
    await prove(sql, { domain, topic: "shop_redact", counts: row?.counts ?? {} });
    // Processes forget the shop's data key, and its endpoints.
    await sql.query("SELECT pg_notify('handoff_shop', $1)", [shop.id]);
  });
}

interface Proof {
  readonly domain: string;
  readonly topic: ComplianceTopic;
  readonly counts: RedactionCounts;
}

type ProofWriter = (sql: Sql, proof: Proof) => Promise<void>;

function proofWriter(ids: Ids): ProofWriter {
  return async (sql, { domain, topic, counts }) => {
    await sql.execute(
      "INSERT INTO compliance_proof (id, shop_digest, topic, counts) VALUES ($1, $2, $3, $4)",
      [ids.next(), createHash("sha256").update(domain.toLowerCase()).digest(), topic, counts],
    );
  };
}

async function countMessages(
  sql: Sql,
  shopId: string,
  orderIds: readonly string[],
): Promise<number> {
  const [row] = await sql.query<CountRow>(
    `SELECT count(*)::int AS count FROM order_record AS o
     JOIN message_order AS m ON m.shop_id = o.shop_id AND m.order_record_id = o.id
     WHERE o.shop_id = $1 AND o.order_id = ANY ($2)`,
    [shopId, orderIds],
  );
  return row?.count ?? 0;
}

async function redactOrders(sql: Sql, orderIds: readonly string[]): Promise<number> {
  const [row] = await sql.query<CountRow>("SELECT redact_orders($1)::int AS count", [orderIds]);
  return row?.count ?? 0;
}
