import type { ClaimedFetch, Fetches, OpenFetch } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { fairClaim } from "./fair-claim.ts";
import { endFetch, postponeFetch } from "./fetch-ends.ts";
import { instantIn } from "./row-values.ts";

interface TaskRow {
  readonly shop_id: string;
  readonly fetch_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

interface FetchRow {
  readonly message_id: string;
  readonly source_id: string;
  readonly preset: string | null;
  readonly received_at: Date;
  readonly url: string;
  readonly tries: number;
}

/** The addresses that thin webhooks pointed to and that are still to be asked. */
export function postgresFetches(database: Database): Fetches {
  const claim = fairClaim<TaskRow>(database, {
    table: "fetch_task",
    id: "fetch_id",
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.fetch_id, q.lease_token, q.attempts, q.lost",
  });
  return {
    claim: async (limit, leaseSeconds) => (await claim(limit, leaseSeconds)).map(toClaim),
    load: (claimed) => loadFetch(database, claimed),
    defer: (claimed, delay) =>
      database.forShop(claimed.shopId, (sql) => postponeFetch(sql, claimed, delay)),
    settle: (claimed, end) =>
      database.forShop(claimed.shopId, (sql) => endFetch(sql, claimed, end)),
  };
}

function toClaim(row: TaskRow): ClaimedFetch {
  return {
    shopId: row.shop_id,
    fetchId: row.fetch_id,
    leaseToken: row.lease_token,
    attempts: row.attempts - 1,
    lost: row.lost,
  };
}

async function loadFetch(
  database: Database,
  { shopId, fetchId, leaseToken }: ClaimedFetch,
): Promise<OpenFetch | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<FetchRow>(
      `SELECT f.message_id, f.source_id, s.preset, f.received_at, f.url, f.tries
       FROM fetch_task AS t
       JOIN message_fetch AS f ON f.shop_id = t.shop_id AND f.id = t.fetch_id
       JOIN source AS s ON s.id = f.source_id
       WHERE t.shop_id = $1 AND t.fetch_id = $2 AND t.lease_token = $3`,
      [shopId, fetchId, leaseToken],
    ),
  );
  if (row === undefined) return null;
  const { message_id: messageId, source_id: sourceId, preset, url, tries } = row;
  return { messageId, sourceId, preset, receivedAt: instantIn(row.received_at), url, tries };
}
