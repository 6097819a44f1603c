import type { Instant } from "../../../domain/instant.ts";
import type { PollState } from "../../../domain/polling/poll-state.ts";
import { registeredAddress } from "../../../domain/source-log/registered.ts";
import type {
  LogReadEnd,
  LogStanding,
  OfSource,
  Registered,
  SourceLogs,
} from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson, storedText } from "../stored-text.ts";
import { importLog } from "./source-log.ts";

export interface SourceLogParts {
  readonly database: Database;
  /** An endpoint's public address by its key. */
  readonly urlOf: (key: string) => string;
}

interface StandingRow {
  readonly read_until: Date | null;
  readonly read_at: Date | null;
  readonly progress: PollState | null;
  readonly checked_at: Date | null;
}

/** Who read what a source has registered, where it was not a person. */
const BY_POLLING = "polling";

export function postgresSourceLogs({ database, urlOf }: SourceLogParts): SourceLogs {
  return {
    standing: (of) => database.forShop(of.shopId, (sql) => standingOf(sql, of)),
    keep: (of, lines) => importLog(database, of, lines),
    noteRead: (of, end) => database.forShop(of.shopId, (sql) => noteRead(sql, of, end)),
    noteRegistered: (of, registered) =>
      database.forShop(of.shopId, (sql) => noteRegistered(sql, { ...of, urlOf }, registered)),
  };
}

async function standingOf(sql: Sql, { shopId, sourceId }: OfSource): Promise<LogStanding> {
  const [row] = await sql.query<StandingRow>(
    `SELECT read_until, read_at, progress, checked_at FROM source_log_reading
     WHERE shop_id = $1 AND source_id = $2`,
    [shopId, sourceId],
  );
  return {
    readUntil: instantOrNull(row?.read_until ?? null),
    readAt: instantOrNull(row?.read_at ?? null),
    progress: row?.progress ?? null,
    checkedAt: instantOrNull(row?.checked_at ?? null),
  };
}

async function noteRead(sql: Sql, { shopId, sourceId }: OfSource, end: LogReadEnd): Promise<void> {
  const until = end.kind === "read" ? end.until : null;
  const at = end.kind === "cut_off" ? null : end.at;
  const progress = end.kind === "cut_off" ? storedJson(end.progress) : null;
  const problem = end.kind === "problem" ? storedJson(end.problem) : null;
  await sql.execute(
    `INSERT INTO source_log_reading (source_id, shop_id, read_until, read_at, progress, problem)
     VALUES ($2, $1, $3, $4, $5, $6)
     ON CONFLICT (source_id) DO UPDATE SET progress = EXCLUDED.progress, problem = EXCLUDED.problem,
       read_until = coalesce(EXCLUDED.read_until, source_log_reading.read_until),
       read_at = coalesce(EXCLUDED.read_at, source_log_reading.read_at)`,
    [shopId, sourceId, until, at, progress, problem],
  );
}

async function noteRegistered(
  sql: Sql,
  { shopId, sourceId, urlOf }: OfSource & Pick<SourceLogParts, "urlOf">,
  registered: Registered,
): Promise<void> {
  const problem = registered.kind === "problem" ? storedJson(registered.problem) : null;
  await sql.execute(
    `INSERT INTO source_log_reading (source_id, shop_id, checked_at, registration_problem)
     VALUES ($2, $1, $3, $4)
     ON CONFLICT (source_id) DO UPDATE SET checked_at = EXCLUDED.checked_at,
       registration_problem = EXCLUDED.registration_problem`,
    [shopId, sourceId, registered.at, problem],
  );
  if (registered.kind === "problem") return;
  const [endpoint] = await sql.query<{ readonly key: string }>(
    "SELECT key FROM endpoint WHERE shop_id = $1 AND source_id = $2 ORDER BY id LIMIT 1",
    [shopId, sourceId],
  );
  const ours = endpoint === undefined ? null : urlOf(endpoint.key);
  await writeRegistration(
    sql,
    { shopId, sourceId },
    {
      url: registeredAddress(registered.urls, ours),
      at: registered.at,
    },
  );
}

async function writeRegistration(
  sql: Sql,
  { shopId, sourceId }: OfSource,
  { url, at }: { readonly url: string; readonly at: Instant },
): Promise<void> {
  await sql.execute(
    `INSERT INTO source_registration (source_id, shop_id, registered_url, checked_at, checked_by)
     VALUES ($2, $1, $3, $4, $5)
     ON CONFLICT (source_id) DO UPDATE SET registered_url = EXCLUDED.registered_url,
       checked_at = EXCLUDED.checked_at, checked_by = EXCLUDED.checked_by`,
    [shopId, sourceId, storedText(url), at, BY_POLLING],
  );
}
