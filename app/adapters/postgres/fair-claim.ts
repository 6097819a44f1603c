import type { QueryResultRow } from "pg";
import type { ShopShare } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { FIRST } from "./lane-row.ts";
import type { NamedStatement } from "./sql-connection.ts";

/**
 * A queue whose rows are leased: narrow, with `shop_id`, `due_at`,
 * `lease_token`, `attempts` and `lost`. A claim that finds a lease that ran out
 * was lost by whoever had it; `attempts` counts the others.
 */
export interface Queue {
  readonly table:
    | "message_task"
    | "fetch_task"
    | "lane"
    | "run_task"
    | "poll_task"
    | "queue_task"
    | "field_task"
    | "flow_task"
    | "delivery_task";
  /** Between whom turns are taken; shops unless said otherwise. */
  readonly turn?: "shop_id" | "subscriber_id";
  /** The row's id within its shop. */
  readonly id:
    | "message_id"
    | "fetch_id"
    | "order_record_id"
    | "run_id"
    | "source_id"
    | "event_id"
    | "delivery_id";
  /** What else a claim writes, after a comma; empty for nothing. */
  readonly alsoSet: string;
  /** How many rows of `shop.shop_id` may be leased now, as SQL; null for any number. */
  readonly room: string;
  readonly returning: string;
}

/** Leases up to `limit` rows for so many seconds; of a shop (of who takes turns) no more than its share. */
export type FairClaim<Row> = (
  limit: number,
  leaseSeconds: number,
  share?: ShopShare,
) => Promise<readonly Row[]>;

interface TurnRow {
  readonly turn_id: string;
}

const FIRST_SHOP = "00000000-0000-0000-0000-000000000000";
/** The first round gives each shop its share; what quiet shops leave goes to the others. */
const MAX_ROUNDS = 3;
const NO_SHARE: ShopShare = { atOnce: 1_000_000, inWork: [] };

/**
 * Claims in turn: every shop with due rows gets its share of the batch before
 * any gets more, and the next batch begins with the shop after the last one
 * served, so that neither a flood nor a throttled shop hides the others.
 *
 * Of a shop without room only the rows are leased that a person waits for.
 *
 * A leased row is due again when its lease ends, which is the whole rescue of
 * a dead worker's rows.
 */
export function fairClaim<Row extends QueryResultRow>(
  database: Database,
  queue: Queue,
): FairClaim<Row> {
  const statement = claimStatement(queue);
  let lastServed = FIRST_SHOP;
  return async (limit, leaseSeconds, share = NO_SHARE) => {
    const claimed: (Row & TurnRow)[] = [];
    for (let round = 0; round < MAX_ROUNDS && claimed.length < limit; round += 1) {
      const served = claimed.map((row) => row.turn_id);
      const { atOnce, inWork } = share;
      const values = [limit - claimed.length, leaseSeconds, lastServed, served, atOnce, inWork];
      const rows = await database.forQueue((sql) => sql.query<Row & TurnRow>(statement, values));
      if (rows.length === 0) break;
      claimed.push(...rows);
      lastServed = lastInTurn(rows, lastServed);
    }
    return claimed;
  };
}

/** Shops are served in the order of their ids, around a ring that begins after `lastServed`. */
function lastInTurn(rows: readonly TurnRow[], lastServed: string): string {
  const served = rows.map((row) => row.turn_id).sort();
  const before = served.filter((shopId) => shopId <= lastServed);
  return before.at(-1) ?? served.at(-1) ?? lastServed;
}

/**
 * The shops are found by leaps through the index, one probe each, however many
 * rows wait. Whether one has a row that is due is a probe of its own, too: of
 * EXISTS the planner makes a hash of the whole queue.
 */
function claimStatement(queue: Queue): NamedStatement {
  const { table, id, alsoSet, room, returning, turn = "shop_id" } = queue;
  return {
    name: `claim_${table}`,
    text: `
      WITH RECURSIVE shop AS (
        (SELECT ${turn} AS shop_id FROM ${table} ORDER BY ${turn} LIMIT 1)
        UNION ALL
        SELECT (SELECT q.${turn} FROM ${table} AS q WHERE q.${turn} > shop.shop_id ORDER BY q.${turn} LIMIT 1)
        FROM shop WHERE shop.shop_id IS NOT NULL
      ), waiting AS MATERIALIZED (
        SELECT shop_id, room, CASE WHEN room > 0 THEN now() ELSE ${FIRST} END AS due_until
        FROM shop CROSS JOIN LATERAL (
          SELECT least(${room}, $5::bigint - (SELECT count(*) FROM unnest($6::uuid[]) AS busy
            WHERE busy = shop.shop_id)) - (SELECT count(*) FROM unnest($4::uuid[]) AS served
            WHERE served = shop.shop_id) AS room) AS shop_room
        WHERE (SELECT q.due_at FROM ${table} AS q WHERE q.${turn} = shop.shop_id
          ORDER BY q.due_at LIMIT 1) <= CASE WHEN room > 0 THEN now() ELSE ${FIRST} END
      ), picked AS MATERIALIZED (
        SELECT p.shop_id, p.id
        FROM (SELECT * FROM waiting ORDER BY shop_id <= $3::uuid, shop_id) AS turn
        CROSS JOIN LATERAL (
          SELECT q.${turn} AS shop_id, q.${id} AS id FROM ${table} AS q
          WHERE q.${turn} = turn.shop_id AND q.due_at <= turn.due_until
          ORDER BY q.due_at
          LIMIT least((SELECT ceil($1::numeric / count(*)) FROM waiting), greatest(turn.room, 1))
          FOR UPDATE SKIP LOCKED
        ) AS p
        LIMIT $1
      )
      UPDATE ${table} AS q
      SET lease_token = nextval('work_sequence'),
        due_at = clock_timestamp() + make_interval(secs => $2),
        attempts = CASE WHEN q.lease_token IS NULL THEN attempts + 1 ELSE greatest(attempts, 1) END,
        lost = lost + (q.lease_token IS NOT NULL)::int${alsoSet}
      FROM picked WHERE q.${turn} = picked.shop_id AND q.${id} = picked.id
      RETURNING ${returning}, q.${turn} AS turn_id`,
  };
}
