import { statfs } from "node:fs/promises";
import pg from "pg";

/** A database as an engineer looks at it from outside. */
export interface DatabaseFacts {
  /** `18.4` */
  readonly version: string;
  readonly milliseconds: number;
  /** The database's time less ours, in seconds. */
  readonly clockOffsetSeconds: number;
  readonly bytes: number;
  /** Days from today on that have a partition for messages, without a gap. */
  readonly daysAhead: number;
  /** The oldest message that should have been interpreted by now; in seconds, null where none waits. */
  readonly oldestDueSeconds: number | null;
  /** Of the volume that the data lies on; null where it is not to be seen from here. */
  readonly freeShare: number | null;
}

interface Row {
  readonly version: string;
  readonly now: Date;
  readonly bytes: string;
  readonly days_ahead: number;
  readonly oldest_due: number | null;
}

const FACTS = `SELECT current_setting('server_version') AS version, clock_timestamp() AS now,
  pg_database_size(current_database()) AS bytes,
  (SELECT count(*)::int FROM (
     SELECT n, bool_and(EXISTS (
       SELECT FROM pg_class AS c JOIN pg_namespace AS s ON s.oid = c.relnamespace AND s.nspname = 'message_day'
       WHERE c.relname = to_char((now() AT TIME ZONE 'UTC')::date + n, '"d"YYYYMMDD'))) OVER (ORDER BY n) AS is_there
     FROM generate_series(0, 31) AS n) AS day WHERE is_there) AS days_ahead,
  (SELECT extract(epoch FROM now() - min(due_at))::float FROM message_task WHERE lease_token IS NULL AND due_at < now()) AS oldest_due`;

/** Looks at the database as its owner; throws what PostgreSQL or the connection says. */
export async function readDatabaseFacts(
  url: string,
  dataFolder: string | null,
): Promise<DatabaseFacts> {
  const client = new pg.Client({ connectionString: url, application_name: "handoff doctor" });
  await client.connect();
  try {
    await client.query("SET ROLE handoff_queue");
    const before = Date.now();
    const { rows } = await client.query<Row>(FACTS);
    const after = Date.now();
    const [row] = rows;
    if (row === undefined) throw new Error("the database answered nothing");
    return {
      version: row.version,
      milliseconds: after - before,
      clockOffsetSeconds: (row.now.getTime() - (before + after) / 2) / 1000,
      bytes: Number(row.bytes),
      daysAhead: row.days_ahead,
      oldestDueSeconds: row.oldest_due,
      freeShare: await freeShareOf(dataFolder),
    };
  } finally {
    await client.end();
  }
}

async function freeShareOf(folder: string | null): Promise<number | null> {
  if (folder === null) return null;
  try {
    const { bavail, blocks } = await statfs(folder);
    return bavail / blocks;
  } catch {
    return null;
  }
}
