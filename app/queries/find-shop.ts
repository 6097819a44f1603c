import type { Database } from "../adapters/postgres/database.ts";

/** A shop as its screens need it. */
export interface ShopFacts {
  readonly id: string;
  readonly domain: string;
  readonly name: string | null;
  /** IANA name; null until Shopify told it. */
  readonly timeZone: string | null;
}

interface IdRow {
  readonly id: string;
}

interface FactsRow {
  readonly name: string | null;
  readonly time_zone: string | null;
}

/** The shop of a session; null where it has no row, because it was redacted meanwhile. */
export async function findShop(database: Database, domain: string): Promise<ShopFacts | null> {
  const [shop] = await database.forQueue((sql) =>
    sql.query<IdRow>("SELECT id FROM shop WHERE domain = $1", [domain]),
  );
  if (shop === undefined) return null;
  const [facts] = await database.forShop(shop.id, (sql) =>
    sql.query<FactsRow>("SELECT name, time_zone FROM shop WHERE id = $1", [shop.id]),
  );
  if (facts === undefined) return null;
  return { id: shop.id, domain, name: facts.name, timeZone: facts.time_zone };
}
