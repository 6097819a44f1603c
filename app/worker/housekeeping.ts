import type { Database } from "../adapters/postgres/database.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import { redactByRetention } from "../adapters/postgres/shop-settings.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";

const DAYS_AHEAD = 7;
/** After so long nobody asks any more how a run went. */
const RUN_DAYS = 90;
/** Polls come every few minutes; what they healed is counted by hour for longer. */
const POLL_DAYS = 30;
/** What sources said that they sent: as long as a diagnosis may still ask. */
const LOG_DAYS = 90;

/** What keeps the database in shape: days of messages made ahead, and dropped when they are old enough. */
export function housekeepingJobs(
  database: Database,
  retentionDays: number,
): readonly ScheduledJob[] {
  return [
    {
      name: "message-days-ahead",
      cron: "17 * * * *",
      run: async () => ({ days_made: await makeMessageDays(database) }),
    },
    {
      name: "message-retention",
      cron: "43 2 * * *",
      run: async () => ({ days_dropped: await dropMessageDays(database, retentionDays) }),
    },
    {
      name: "shop-retention",
      cron: "13 3 * * *",
      run: async () => ({ messages_blanked: await redactShops(database) }),
    },
    {
      name: "run-retention",
      cron: "51 2 * * *",
      run: async () => ({ runs_deleted: await deleteOldRuns(database) }),
    },
    {
      name: "poll-retention",
      cron: "49 2 * * *",
      run: async () => ({ polls_deleted: await deleteOldPolls(database) }),
    },
    {
      name: "source-log-retention",
      cron: "45 2 * * *",
      run: async () => ({ log_lines_deleted: await deleteOldLogLines(database) }),
    },
    {
      name: "fetch-retention",
      cron: "47 2 * * *",
      run: async () => ({ fetches_dropped: await dropOldFetches(database, retentionDays) }),
    },
    {
      name: "status-upkeep",
      cron: "53 2 * * *",
      run: () => keepStatusesFew(database, retentionDays),
    },
  ];
}

/** Forgets what thin webhooks pointed to, once what was received is gone. */
function dropOldFetches(database: Database, days: number): Promise<number> {
  return database.forQueue((sql) =>
    sql.execute(
      `DELETE FROM message_fetch WHERE state <> 'open' AND received_at < now() - make_interval(days => $1)`,
      [days],
    ),
  );
}

/** What each shop keeps for less long than the installation does. */
export async function redactShops(database: Database): Promise<number> {
  let messages = 0;
  for (const shopId of await installedShops(database)) {
    messages += await database.forShop(shopId, (sql) => redactByRetention(sql, shopId));
  }
  return messages;
}

/** Ids of the shops that have the app now. */
export async function installedShops(database: Database): Promise<readonly string[]> {
  const rows = await database.forQueue((sql) =>
    sql.query<{ readonly id: string }>("SELECT id FROM shop WHERE state = 'installed'"),
  );
  return rows.map(({ id }) => id);
}

/** Makes the partitions of the days to come; answers how many were missing. */
export function makeMessageDays(database: Database): Promise<number> {
  return database.forQueue((sql) =>
    countOf(sql.query("SELECT create_message_days($1) AS count", [DAYS_AHEAD])),
  );
}

function dropMessageDays(database: Database, days: number): Promise<number> {
  return database.forQueue((sql) =>
    countOf(sql.query("SELECT drop_message_days($1) AS count", [days])),
  );
}

function deleteOldRuns(database: Database): Promise<number> {
  return database.forQueue((sql) =>
    sql.execute("DELETE FROM run WHERE ended_at < now() - make_interval(days => $1)", [RUN_DAYS]),
  );
}

/** The poll under way is young, and so never among them. */
export function deleteOldPolls(database: Database): Promise<number> {
  return database.forQueue((sql) =>
    sql.execute("DELETE FROM poll WHERE started_at < now() - make_interval(days => $1)", [
      POLL_DAYS,
    ]),
  );
}

async function deleteOldLogLines(database: Database): Promise<number> {
  let deleted = 0;
  for (const shopId of await installedShops(database)) {
    deleted += await database.forShop(shopId, (sql) =>
      sql.execute(
        "DELETE FROM source_log_line WHERE shop_id = $1 AND at < now() - make_interval(days => $2)",
        [shopId, LOG_DAYS],
      ),
    );
  }
  return deleted;
}

const STATUSES_KEPT = 500;

/**
 * Messages whose content is gone can be replayed no more, so nothing waits for
 * them; and of a source whose mapping took something else for the status only
 * the newest so-called statuses are kept.
 */
async function keepStatusesFew(
  database: Database,
  retentionDays: number,
): Promise<Readonly<Record<string, number>>> {
  const shops = await database.forQueue((sql) =>
    sql.query<{ readonly id: string }>("SELECT id FROM shop"),
  );
  let dropped = 0;
  for (const { id } of shops) {
    dropped += await database.forShop(id, (sql) => dropStatuses(sql, id, retentionDays));
  }
  return { statuses_dropped: dropped };
}

async function dropStatuses(sql: Sql, shopId: string, retentionDays: number): Promise<number> {
  const stopped = await sql.execute(
    `DELETE FROM stopped_message
     WHERE shop_id = $1 AND received_at < now() - make_interval(days => $2)`,
    [shopId, retentionDays],
  );
  const seen = await sql.execute(
    `DELETE FROM seen_status AS s USING (
       SELECT source_id, status,
         row_number() OVER (PARTITION BY source_id ORDER BY max(last_seen_at) DESC) AS place
       FROM seen_status WHERE shop_id = $1 GROUP BY source_id, status) AS ranked
     WHERE s.shop_id = $1 AND ranked.place > $2
       AND s.source_id = ranked.source_id AND s.status = ranked.status`,
    [shopId, STATUSES_KEPT],
  );
  return stopped + seen;
}

async function countOf(rows: Promise<readonly { readonly count: number }[]>): Promise<number> {
  return (await rows)[0]?.count ?? 0;
}
