import type { QueueAccess } from "../../domain/queue/queue-access.ts";
import type { Ids } from "../../pipeline/ports.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { Database } from "./database.ts";
import { openQueueSecret, sealQueueSecret } from "./queue-secret.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";

/** How a merchant sets a source's queue; each change is one transaction with its audit entry. */
export interface QueueSettings {
  /** Opened; null where none was entered for this source. */
  of(shopId: string, sourceId: string): Promise<QueueAccess | null>;
  /** In place of what was there; whether it is read stays as it is. */
  save(by: Actor, sourceId: string, access: QueueAccess): Promise<"saved" | "not_found">;
  turnOn(by: Actor, sourceId: string): Promise<"on" | "not_found">;
  /** What is under way ends after what it has taken. */
  turnOff(by: Actor, sourceId: string): Promise<"off" | "not_found">;
  /** Forgets the queue and its key. */
  remove(by: Actor, sourceId: string): Promise<"removed" | "not_found">;
}

export interface QueueSettingParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
}

export function postgresQueueSettings(parts: QueueSettingParts): QueueSettings {
  const { database, ids } = parts;
  /** Answers `not_found` where the change found no row; else it is audited. */
  const audited = <Outcome>(
    by: Actor,
    entry: {
      readonly subject: string;
      readonly action: string;
      readonly detail?: AuditEntry["detail"];
    },
    change: (sql: Sql) => Promise<Outcome | "not_found">,
  ): Promise<Outcome | "not_found"> =>
    database.forShop(by.shopId, async (sql) => {
      const outcome = await change(sql);
      if (outcome !== "not_found") await writeAudit(sql, ids, { detail: {}, ...by, ...entry });
      return outcome;
    });
  return {
    of: (shopId, sourceId) => readAccess(parts, shopId, sourceId),
    async save(by, sourceId, access) {
      const key = await parts.keys.of(by.shopId);
      const { shopId } = by;
      const secret = sealQueueSecret(key, { shopId, sourceId }, access.secretAccessKey);
      const detail = { url: access.url, region: access.region };
      return audited(by, { subject: sourceId, action: "queue.saved", detail }, (sql) =>
        saveQueue(sql, { by, sourceId, access, secret }),
      );
    },
    turnOn: (by, sourceId) =>
      audited(by, { subject: sourceId, action: "queue.turned_on" }, async (sql) => {
        const changed = await sql.execute(TURN_ON, [by.shopId, sourceId]);
        if (changed === 0) return "not_found";
        await makeQueueDue(sql, by.shopId, sourceId);
        return "on";
      }),
    turnOff: (by, sourceId) =>
      audited(by, { subject: sourceId, action: "queue.turned_off" }, async (sql) => {
        const changed = await sql.execute(TURN_OFF, [by.shopId, sourceId]);
        if (changed === 0) return "not_found";
        await sql.execute("DELETE FROM queue_task WHERE shop_id = $1 AND source_id = $2", [
          by.shopId,
          sourceId,
        ]);
        return "off";
      }),
    remove: (by, sourceId) =>
      audited(by, { subject: sourceId, action: "queue.removed" }, async (sql) => {
        const removed = await sql.execute(
          "DELETE FROM source_queue WHERE shop_id = $1 AND source_id = $2",
          [by.shopId, sourceId],
        );
        return removed === 0 ? "not_found" : "removed";
      }),
  };
}

interface AccessRow {
  readonly url: string;
  readonly region: string;
  readonly access_key_id: string;
  readonly secret: Buffer;
}

async function readAccess(
  { database, keys }: QueueSettingParts,
  shopId: string,
  sourceId: string,
): Promise<QueueAccess | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<AccessRow>(
      "SELECT url, region, access_key_id, secret FROM source_queue WHERE shop_id = $1 AND source_id = $2",
      [shopId, sourceId],
    ),
  );
  if (row === undefined) return null;
  const { url, region, access_key_id: accessKeyId, secret } = row;
  const key = await keys.of(shopId);
  const secretAccessKey = openQueueSecret(key, { shopId, sourceId }, secret);
  return { url, region, accessKeyId, secretAccessKey };
}

interface SavedQueue {
  readonly by: Actor;
  readonly sourceId: string;
  readonly access: QueueAccess;
  readonly secret: Uint8Array;
}

/** What was wrong before says nothing of what is entered now: a queue that is on is read again at once. */
async function saveQueue(
  sql: Sql,
  { by, sourceId, access, secret }: SavedQueue,
): Promise<"saved" | "not_found"> {
  const { url, region, accessKeyId } = access;
  const saved = await sql.query<{ readonly state: "on" | "off" }>(SAVE, [
    by.shopId,
    sourceId,
    url,
    region,
    accessKeyId,
    secret,
    by.actor,
  ]);
  if (saved[0] === undefined) return "not_found";
  if (saved[0].state === "on") await makeQueueDue(sql, by.shopId, sourceId);
  return "saved";
}

const SAVE = `INSERT INTO source_queue (source_id, shop_id, url, region, access_key_id, secret, updated_by)
  SELECT id, shop_id, $3, $4, $5, $6, $7 FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL
  ON CONFLICT (source_id) DO UPDATE SET url = EXCLUDED.url, region = EXCLUDED.region,
    access_key_id = EXCLUDED.access_key_id, secret = EXCLUDED.secret, updated_by = EXCLUDED.updated_by,
    problem = NULL, failures = 0, failing_since = NULL, left_message = NULL, updated_at = now()
  RETURNING state`;

const TURN_ON = `UPDATE source_queue SET state = 'on', problem = NULL, failures = 0,
    failing_since = NULL, left_message = NULL, updated_at = now()
  WHERE shop_id = $1 AND source_id = $2`;

const TURN_OFF = `UPDATE source_queue SET state = 'off', problem = NULL, failures = 0,
    failing_since = NULL, updated_at = now()
  WHERE shop_id = $1 AND source_id = $2`;

/** Makes a queue due now; one that is being read keeps its lease. */
async function makeQueueDue(sql: Sql, shopId: string, sourceId: string): Promise<void> {
  await sql.execute(
    `INSERT INTO queue_task (shop_id, source_id) VALUES ($1, $2)
     ON CONFLICT (shop_id, source_id) DO UPDATE SET due_at = now() WHERE queue_task.lease_token IS NULL`,
    [shopId, sourceId],
  );
  await sql.query("SELECT pg_notify('handoff_source_queue', '')");
}
