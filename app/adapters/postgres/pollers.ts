import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PollDemand } from "../../domain/polling/next-poll.ts";
import type { PollCursor, PollState } from "../../domain/polling/poll-state.ts";
import type { Session } from "../../domain/polling/session.ts";
import type { RequestBucket } from "../../domain/polling/token-bucket.ts";
import type {
  ClaimedPoll,
  Ids,
  Pollers,
  PollEnd,
  PollWork,
  SavedPage,
} from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { deferTask } from "./defer-task.ts";
import { fairClaim } from "./fair-claim.ts";
import { hasAsks } from "./order-asks.ts";
import { knownContents, openRecords, rememberRecords } from "./polled-records.ts";
import { openSession } from "./poll-sessions.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

interface TaskRow {
  readonly shop_id: string;
  readonly source_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

interface PollerRow {
  readonly definition: PollerDefinition;
  readonly cursor: PollCursor;
  readonly progress: PollState | null;
  readonly bucket: RequestBucket | null;
  readonly session: Buffer | null;
  readonly failures: number;
  readonly poll_id: string | null;
  readonly wanted_by: string | null;
}

export interface PollerParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
}

const QUEUE = { table: "poll_task", id: "source_id" } as const;

/** The sources that are polled, as the worker sees them. */
export function postgresPollers(parts: PollerParts): Pollers {
  const { database } = parts;
  const claim = fairClaim<TaskRow>(database, {
    ...QUEUE,
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.source_id, q.lease_token, q.attempts, q.lost",
  });
  /** Does the work where the claim still holds, and answers `lost` where it does not. */
  const holding = <T>(claimed: ClaimedPoll, lost: T, work: (sql: Sql) => Promise<T>): Promise<T> =>
    database.forShop(claimed.shopId, async (sql) =>
      (await holdsClaim(sql, claimed)) ? work(sql) : lost,
    );
  return {
    claim: async (limit, leaseSeconds) => (await claim(limit, leaseSeconds)).map(toClaim),
    load: (claimed) => holding(claimed, null, (sql) => loadPoll(sql, parts, claimed)),
    known: (claimed, feed, keys) =>
      database.forShop(claimed.shopId, (sql) =>
        knownContents(sql, claimed.sourceId, { feed, keys }),
      ),
    openRecords: (claimed, rule) =>
      database.forShop(claimed.shopId, (sql) => openRecords(sql, claimed.sourceId, rule)),
    savePage: (claimed, page, leaseSeconds) =>
      holding(claimed, false, async (sql) => {
        await rememberRecords(sql, claimed, page);
        await savePage(sql, claimed, page);
        await clearCounts(sql, claimed);
        await renewLease(sql, claimed, leaseSeconds);
        return true;
      }),
    renew: (claimed, leaseSeconds) =>
      database.forShop(claimed.shopId, (sql) => renewLease(sql, claimed, leaseSeconds)),
    rest: (claimed) => database.forShop(claimed.shopId, (sql) => restOf(sql, claimed)),
    demand: (claimed) => database.forShop(claimed.shopId, (sql) => demandOf(sql, claimed)),
    end: (claimed, end) => holding(claimed, undefined, (sql) => endPoll(sql, claimed, end)),
    release: (claimed, seconds) =>
      holding(claimed, undefined, (sql) => releaseTask(sql, claimed, seconds)),
    defer: (claimed, delay) =>
      database.forShop(claimed.shopId, (sql) =>
        deferTask(sql, { ...QUEUE, ...claimed, of: claimed.sourceId }, delay),
      ),
  };
}

function toClaim(row: TaskRow): ClaimedPoll {
  return {
    shopId: row.shop_id,
    sourceId: row.source_id,
    leaseToken: row.lease_token,
    attempts: row.attempts - 1,
    lost: row.lost,
  };
}

/** Locks the task and answers whether the claim still holds. */
async function holdsClaim(
  sql: Sql,
  { shopId, sourceId, leaseToken }: ClaimedPoll,
): Promise<boolean> {
  const rows = await sql.query(
    "SELECT FROM poll_task WHERE shop_id = $1 AND source_id = $2 AND lease_token = $3 FOR UPDATE",
    [shopId, sourceId, leaseToken],
  );
  return rows.length > 0;
}

/** A poll that rested for long begins again at the watermark: page numbers of then mean nothing now. */
async function loadPoll(
  sql: Sql,
  { keys, ids }: PollerParts,
  { shopId, sourceId }: ClaimedPoll,
): Promise<PollWork | null> {
  const [row] = await sql.query<PollerRow>(
    `SELECT p.definition, p.cursor,
       CASE WHEN p.updated_at > now() - interval '15 minutes' THEN p.progress END AS progress, p.bucket, p.session, p.failures, p.poll_id, p.wanted_by
     FROM poller AS p JOIN shop AS s ON s.id = p.shop_id AND s.state = 'installed'
     WHERE p.shop_id = $1 AND p.source_id = $2 AND p.state = 'on'`,
    [shopId, sourceId],
  );
  if (row === undefined) {
    await sql.execute("DELETE FROM poll_task WHERE shop_id = $1 AND source_id = $2", [
      shopId,
      sourceId,
    ]);
    return null;
  }
  const pollId = row.poll_id ?? ids.next();
  if (row.poll_id === null) await beginPoll(sql, { shopId, sourceId, pollId, by: row.wanted_by });
  const session: Session | null =
    row.session === null
      ? null
      : openSession(await keys.of(shopId), { shopId, sourceId }, row.session);
  const { definition, cursor, progress, bucket, failures } = row;
  return { definition, cursor, progress, bucket, failures, session, pollId };
}

async function beginPoll(
  sql: Sql,
  begun: {
    readonly shopId: string;
    readonly sourceId: string;
    readonly pollId: string;
    readonly by: string | null;
  },
): Promise<void> {
  const { shopId, sourceId, pollId, by } = begun;
  await sql.execute(
    "INSERT INTO poll (id, shop_id, source_id, started_by) VALUES ($1, $2, $3, $4)",
    [pollId, shopId, sourceId, by],
  );
  await sql.execute(
    "UPDATE poller SET poll_id = $3, wanted_by = NULL WHERE shop_id = $1 AND source_id = $2",
    [shopId, sourceId, pollId],
  );
}

async function savePage(
  sql: Sql,
  { shopId, sourceId }: ClaimedPoll,
  page: SavedPage,
): Promise<void> {
  const ids = [...page.messageIds].sort();
  await sql.execute(
    `UPDATE poll SET requests = requests + $3, read = read + $4, fresh = fresh + $5,
       first_message_id = coalesce(first_message_id, $6), last_message_id = coalesce($7, last_message_id)
     WHERE shop_id = $1 AND id = (SELECT poll_id FROM poller WHERE source_id = $2)`,
    [
      shopId,
      sourceId,
      page.requests,
      page.seen.length,
      ids.length,
      ids[0] ?? null,
      ids.at(-1) ?? null,
    ],
  );
  await sql.execute(
    `UPDATE poller SET cursor = $3, progress = $4, bucket = $5,
       clock_ahead_seconds = coalesce($6, clock_ahead_seconds), updated_at = now()
     WHERE shop_id = $1 AND source_id = $2`,
    [
      shopId,
      sourceId,
      storedJson(page.state.cursor),
      storedJson(page.state),
      page.bucket === null ? null : storedJson(page.bucket),
      page.clockAheadSeconds,
    ],
  );
}

/** A page that was stored: the poll is no poison. */
async function clearCounts(sql: Sql, { shopId, sourceId }: ClaimedPoll): Promise<void> {
  await sql.execute(
    "UPDATE poll_task SET attempts = 0, lost = 0 WHERE shop_id = $1 AND source_id = $2",
    [shopId, sourceId],
  );
}

async function renewLease(
  sql: Sql,
  { shopId, sourceId, leaseToken }: ClaimedPoll,
  seconds: number,
): Promise<boolean> {
  const renewed = await sql.execute(
    `UPDATE poll_task SET due_at = clock_timestamp() + make_interval(secs => $4)
     WHERE shop_id = $1 AND source_id = $2 AND lease_token = $3`,
    [shopId, sourceId, leaseToken, seconds],
  );
  return renewed > 0;
}

async function restOf(sql: Sql, { sourceId }: ClaimedPoll): Promise<number | null> {
  const [row] = await sql.query<{ readonly seconds: number }>(
    `SELECT extract(epoch FROM next_poll_at - now())::float AS seconds FROM poller
     WHERE source_id = $1 AND poll_id IS NULL AND wanted_by IS NULL AND next_poll_at > now()`,
    [sourceId],
  );
  return row?.seconds ?? null;
}

async function demandOf(sql: Sql, { shopId, sourceId }: ClaimedPoll): Promise<PollDemand> {
  const [row] = await sql.query<{ overdue: number; fresh: number; requests: number }>(
    `SELECT (SELECT count(*)::int FROM (SELECT FROM order_record
         WHERE shop_id = $1 AND agreement = 'waiting' LIMIT 1000) AS waiting) AS overdue,
       coalesce(max(l.fresh), 0) AS fresh, coalesce(max(l.requests), 0) AS requests
     FROM poll AS l WHERE l.shop_id = $1 AND l.id = (SELECT poll_id FROM poller WHERE source_id = $2)`,
    [shopId, sourceId],
  );
  return row ?? { overdue: 0, fresh: 0, requests: 0 };
}

async function endPoll(sql: Sql, claim: ClaimedPoll, end: PollEnd): Promise<void> {
  const { shopId, sourceId } = claim;
  const problem = end.problem === null ? null : storedJson(end.problem);
  await sql.execute(
    `UPDATE poll SET ended_at = now(), problem = $3
     WHERE shop_id = $1 AND id = (SELECT poll_id FROM poller WHERE source_id = $2)`,
    [shopId, sourceId, problem],
  );
  await sql.execute(
    `UPDATE poller SET progress = NULL, poll_id = NULL, problem = $3, bucket = coalesce($4, bucket),
       failures = CASE WHEN $3::jsonb IS NULL THEN 0 ELSE failures + 1 END,
       state = CASE WHEN $5 THEN 'paused' ELSE state END,
       next_poll_at = CASE WHEN $5 THEN NULL ELSE now() + make_interval(secs => $6) END, updated_at = now()
     WHERE shop_id = $1 AND source_id = $2`,
    [
      shopId,
      sourceId,
      problem,
      end.bucket === null ? null : storedJson(end.bucket),
      end.pauses,
      end.nextSeconds,
    ],
  );
  if (end.pauses) {
    await sql.execute("DELETE FROM poll_task WHERE shop_id = $1 AND source_id = $2", [
      shopId,
      sourceId,
    ]);
  } else {
    await releaseTask(sql, claim, (await hasAsks(sql, sourceId)) ? 0 : end.nextSeconds);
  }
}

/** Whoever asked for a poll meanwhile gets it at once. */
async function releaseTask(
  sql: Sql,
  { shopId, sourceId }: ClaimedPoll,
  seconds: number,
): Promise<void> {
  await sql.execute(
    `UPDATE poll_task AS t SET lease_token = NULL, attempts = 0, lost = 0,
       due_at = clock_timestamp() + make_interval(secs => CASE WHEN p.wanted_by IS NULL THEN $3::float8 ELSE 0 END)
     FROM poller AS p WHERE t.shop_id = $1 AND t.source_id = $2 AND p.source_id = t.source_id`,
    [shopId, sourceId, seconds],
  );
}
