import type {
  Ids,
  MessageToReplay,
  ReplayCounts,
  RunInWork,
  RunMessages,
} from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import type { Sql } from "./sql-connection.ts";

interface NextRow {
  readonly message_id: string;
  readonly source_id: string;
  readonly replay_id: string;
}

/** The messages that runs replay or record. */
export function postgresRunMessages(database: Database, ids: Ids): RunMessages {
  return {
    announce: (run, messageIds) =>
      database.forShop(run.shopId, async (sql) => {
        if (messageIds.length === 0) return;
        await sql.execute(
          `INSERT INTO run_message (shop_id, run_id, message_id, replay_id)
           SELECT $1, $2, id, id FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING`,
          [run.shopId, run.id, messageIds],
        );
      }),
    isShopBusy: ({ shopId }) => database.forShop(shopId, (sql) => isShopBusy(sql, shopId)),
    next: (run, limit) => database.forShop(run.shopId, (sql) => next(sql, { run, limit, ids })),
    settle: (run, outcomes) =>
      database.forShop(run.shopId, async (sql) => {
        if (outcomes.length === 0) return;
        await sql.execute(
          `UPDATE run_message AS m SET outcome = o.outcome
           FROM unnest($2::uuid[], $3::text[]) AS o (message_id, outcome)
           WHERE m.run_id = $1 AND m.message_id = o.message_id`,
          [
            run.id,
            outcomes.map(({ messageId }) => messageId),
            outcomes.map(({ outcome }) => outcome),
          ],
        );
        await supersede(sql, run.shopId, outcomes.filter(isReplayed).map(idOf));
        await takeOffStopped(sql, run.shopId, outcomes.map(idOf));
      }),
    count: (run) => database.forShop(run.shopId, (sql) => count(sql, run)),
  };
}

function isReplayed({ outcome }: { readonly outcome: string }): boolean {
  return outcome === "replayed";
}

function idOf({ messageId }: { readonly messageId: string }): string {
  return messageId;
}

interface NextRequest {
  readonly run: RunInWork;
  readonly limit: number;
  readonly ids: Ids;
}

/** The id of a replay is written down before it is recorded, so that trying again makes the same message. */
async function next(
  sql: Sql,
  { run, limit, ids }: NextRequest,
): Promise<readonly MessageToReplay[]> {
  const fresh = Array.from({ length: limit }, () => ids.next());
  const rows = await sql.query<NextRow>(
    `WITH turn AS MATERIALIZED (
       SELECT m.message_id, i.source_id, m.replay_id, row_number() OVER (ORDER BY m.message_id) AS place
       FROM run_message AS m
       JOIN interpretation AS i ON i.shop_id = m.shop_id AND i.message_id = m.message_id
       WHERE m.run_id = $1 AND m.outcome IS NULL
       ORDER BY m.message_id LIMIT $2)
     UPDATE run_message AS m SET replay_id = coalesce(m.replay_id, ($3::uuid[])[turn.place])
     FROM turn WHERE m.run_id = $1 AND m.message_id = turn.message_id
       AND m.message_id = ANY (ARRAY(SELECT message_id FROM turn))
     RETURNING m.message_id, turn.source_id, m.replay_id`,
    [run.id, limit, fresh],
  );
  return [...rows]
    .sort((a, b) => (a.message_id < b.message_id ? -1 : 1))
    .map((row) => ({
      messageId: row.message_id,
      sourceId: row.source_id,
      replayId: row.replay_id,
    }));
}

/** Nobody is asked to replay a message again that was replayed, or that cannot be. */
export async function takeOffStopped(
  sql: Sql,
  shopId: string,
  messageIds: readonly string[],
): Promise<void> {
  await sql.execute(
    "DELETE FROM stopped_message WHERE shop_id = $1 AND message_id = ANY ($2::uuid[])",
    [shopId, messageIds],
  );
}

/** A message that stood still before it reached any order is superseded by its replay. */
export async function supersede(
  sql: Sql,
  shopId: string,
  messageIds: readonly string[],
): Promise<void> {
  await sql.execute(
    `UPDATE interpretation
     SET state = 'superseded', reason_code = 'replayed', updated_at = now(),
       reason_detail = 'It was replayed; what came of it is told by the replay.'
     WHERE shop_id = $1 AND message_id = ANY ($2::uuid[])
       AND state IN ('quarantined', 'dead') AND order_record_id IS NULL`,
    [shopId, messageIds],
  );
}

/** Messages and orders ahead of the next live message: well under a minute of one shop's turns. */
const BUSY_FROM = 200;

/** Counts what is due no further than it has to. */
async function isShopBusy(sql: Sql, shopId: string): Promise<boolean> {
  const [row] = await sql.query<{ readonly is_busy: boolean }>(
    `SELECT (SELECT count(*) FROM (
         SELECT FROM message_task WHERE shop_id = $1 AND due_at <= now() LIMIT $2) AS messages)
       + (SELECT count(*) FROM (
         SELECT FROM lane WHERE shop_id = $1 AND due_at <= now() LIMIT $2) AS orders) >= $2 AS is_busy`,
    [shopId, BUSY_FROM],
  );
  return row?.is_busy ?? false;
}

async function count(sql: Sql, run: RunInWork): Promise<ReplayCounts> {
  const [row] = await sql.query<{ total: number; replayed: number; removed: number }>(
    `SELECT count(*)::int AS total, (count(*) FILTER (WHERE outcome = 'replayed'))::int AS replayed,
       (count(*) FILTER (WHERE outcome = 'removed'))::int AS removed
     FROM run_message WHERE run_id = $1`,
    [run.id],
  );
  return row ?? { total: 0, replayed: 0, removed: 0 };
}
