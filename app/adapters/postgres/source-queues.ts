import type { DeduplicationRule } from "../../domain/signature/deduplication.ts";
import type {
  ClaimedQueue,
  DataKey,
  QueueEnd,
  QueueWork,
  SourceQueues,
  TakenMessages,
} from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { deferTask } from "./defer-task.ts";
import { fairClaim } from "./fair-claim.ts";
import { openQueueSecret } from "./queue-secret.ts";
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

interface QueueRow {
  readonly url: string;
  readonly region: string;
  readonly access_key_id: string;
  readonly secret: Buffer;
  readonly failures: number;
  readonly endpoint_id: string;
  readonly deduplication: DeduplicationRule;
  readonly max_body_bytes: number;
  readonly is_closed: boolean;
}

const QUEUE = { table: "queue_task", id: "source_id" } as const;

/** The queues that are read, as the worker sees them. */
export function postgresSourceQueues({
  database,
  keys,
}: {
  readonly database: Database;
  readonly keys: ShopKeys;
}): SourceQueues {
  const claim = fairClaim<TaskRow>(database, {
    ...QUEUE,
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.source_id, q.lease_token, q.attempts, q.lost",
  });
  /** Does the work where the claim still holds, and answers `lost` where it does not. */
  const holding = <T>(claimed: ClaimedQueue, lost: T, work: (sql: Sql) => Promise<T>): Promise<T> =>
    database.forShop(claimed.shopId, async (sql) =>
      (await holdsClaim(sql, claimed)) ? work(sql) : lost,
    );
  return {
    claim: async (limit, leaseSeconds) => (await claim(limit, leaseSeconds)).map(toClaim),
    async load(claimed) {
      const key = await keys.of(claimed.shopId);
      return holding(claimed, null, (sql) => loadQueue(sql, key, claimed));
    },
    noteTaken: (claimed, taken, leaseSeconds) =>
      holding(claimed, false, async (sql) => {
        await noteTaken(sql, claimed, taken);
        await setDue(sql, claimed, { seconds: leaseSeconds, isHeld: true });
        return true;
      }),
    end: (claimed, end) =>
      holding(claimed, undefined, async (sql) => {
        await noteEnd(sql, claimed, end);
        if (end.turnsOff) await dropTask(sql, claimed);
        else await setDue(sql, claimed, { seconds: end.nextSeconds, isHeld: false });
      }),
    release: (claimed, seconds) =>
      holding(claimed, undefined, (sql) => setDue(sql, claimed, { seconds, isHeld: false })),
    defer: (claimed, delay) =>
      database.forShop(claimed.shopId, (sql) =>
        deferTask(sql, { ...QUEUE, ...claimed, of: claimed.sourceId }, delay),
      ),
  };
}

function toClaim(row: TaskRow): ClaimedQueue {
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
  { shopId, sourceId, leaseToken }: ClaimedQueue,
): Promise<boolean> {
  const rows = await sql.query(
    "SELECT FROM queue_task WHERE shop_id = $1 AND source_id = $2 AND lease_token = $3 FOR UPDATE",
    [shopId, sourceId, leaseToken],
  );
  return rows.length > 0;
}

/** A queue that is not to be read any more is no task any more. */
async function loadQueue(
  sql: Sql,
  key: DataKey,
  { shopId, sourceId }: ClaimedQueue,
): Promise<QueueWork | "closed" | null> {
  const [row] = await sql.query<QueueRow>(
    `SELECT q.url, q.region, q.access_key_id, q.secret, q.failures, e.id AS endpoint_id,
       e.deduplication, e.max_body_bytes, e.state = 'stopped' AS is_closed
     FROM source_queue AS q JOIN shop AS s ON s.id = q.shop_id AND s.state = 'installed'
     JOIN endpoint AS e ON e.source_id = q.source_id
     WHERE q.shop_id = $1 AND q.source_id = $2 AND q.state = 'on' ORDER BY e.id LIMIT 1`,
    [shopId, sourceId],
  );
  if (row === undefined) {
    await dropTask(sql, { shopId, sourceId });
    return null;
  }
  if (row.is_closed) return "closed";
  const { url, region, access_key_id: accessKeyId, failures } = row;
  return {
    access: {
      url,
      region,
      accessKeyId,
      secretAccessKey: openQueueSecret(key, { shopId, sourceId }, row.secret),
    },
    endpointId: row.endpoint_id,
    deduplication: row.deduplication,
    maxBodyBytes: row.max_body_bytes,
    failures,
  };
}

async function dropTask(
  sql: Sql,
  { shopId, sourceId }: Pick<ClaimedQueue, "shopId" | "sourceId">,
): Promise<void> {
  await sql.execute("DELETE FROM queue_task WHERE shop_id = $1 AND source_id = $2", [
    shopId,
    sourceId,
  ]);
}

async function noteTaken(
  sql: Sql,
  { shopId, sourceId }: ClaimedQueue,
  { received, left }: TakenMessages,
): Promise<void> {
  await sql.execute(
    `UPDATE source_queue SET received = received + $3, left_message = coalesce($4, left_message),
       received_at = CASE WHEN $3 > 0 THEN now() ELSE received_at END, answered_at = now()
     WHERE shop_id = $1 AND source_id = $2`,
    [shopId, sourceId, received, left === null ? null : storedJson(left)],
  );
}

async function noteEnd(
  sql: Sql,
  { shopId, sourceId }: ClaimedQueue,
  { problem, turnsOff }: QueueEnd,
): Promise<void> {
  await sql.execute(
    `UPDATE source_queue SET problem = $3, state = CASE WHEN $4 THEN 'off' ELSE state END,
       failures = CASE WHEN $3::jsonb IS NULL THEN 0 ELSE failures + 1 END,
       failing_since = CASE WHEN $3::jsonb IS NULL THEN NULL ELSE coalesce(failing_since, now()) END,
       answered_at = CASE WHEN $3::jsonb IS NULL THEN now() ELSE answered_at END
     WHERE shop_id = $1 AND source_id = $2`,
    [shopId, sourceId, problem === null ? null : storedJson(problem), turnsOff],
  );
}

async function setDue(
  sql: Sql,
  { shopId, sourceId }: ClaimedQueue,
  { seconds, isHeld }: { readonly seconds: number; readonly isHeld: boolean },
): Promise<void> {
  await sql.execute(
    `UPDATE queue_task SET attempts = 0, lost = 0, lease_token = CASE WHEN $4 THEN lease_token END,
       due_at = clock_timestamp() + make_interval(secs => $3)
     WHERE shop_id = $1 AND source_id = $2`,
    [shopId, sourceId, seconds, isHeld],
  );
}
