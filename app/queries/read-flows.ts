import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { readTraffic } from "../adapters/postgres/traffic-hours.ts";
import { TRAFFIC_KINDS, type TrafficFigures, type TrafficKind } from "../domain/history/traffic.ts";
import type { Instant } from "../domain/instant.ts";

interface UsedRow {
  readonly polls: boolean;
  readonly tells: boolean;
}

/** What went each way that the shop uses, since then. */
export async function readFlows(
  sql: Sql,
  shopId: string,
  span: { readonly from: Instant; readonly now: Instant },
): Promise<readonly TrafficFigures[]> {
  const counted = await readTraffic(sql, shopId, span);
  const [used] = await sql.query<UsedRow>(
    `SELECT EXISTS (SELECT FROM poller WHERE shop_id = $1 AND state <> 'off') AS polls,
       EXISTS (SELECT FROM subscriber WHERE shop_id = $1) AS tells`,
    [shopId],
  );
  const isUsed: Readonly<Record<TrafficKind, boolean>> = {
    poll: used?.polls === true,
    change: true,
    event: used?.tells === true,
  };
  const found = new Map(counted.map((figures) => [figures.kind, figures]));
  return TRAFFIC_KINDS.filter((kind) => isUsed[kind] || found.has(kind)).map(
    (kind) => found.get(kind) ?? { kind, done: 0, open: 0, failed: 0 },
  );
}
