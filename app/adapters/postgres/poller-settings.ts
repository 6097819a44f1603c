import type { Instant } from "../../domain/instant.ts";
import { firstCursor } from "../../domain/polling/begin-poll.ts";
import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PollCursor } from "../../domain/polling/poll-state.ts";
import { writeAudit } from "./audit.ts";
import type { PollerParts } from "./pollers.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** How a merchant sets polling; each change is one transaction with its audit entry. */
export interface PollerSettings {
  /**
   * Watermarks of feeds that stay are kept; the session too where whoever asks is
   * still the same. Polling that was stopped because it ended workers goes on.
   */
  save(by: Actor, sourceId: string, poller: SavedPoller): Promise<"saved" | "not_found">;
  /** From the watermarks, or from this moment where there are none yet. */
  turnOn(by: Actor, sourceId: string, from: Instant): Promise<"on" | "not_found">;
  turnOff(by: Actor, sourceId: string): Promise<"off" | "not_found">;
  /** Makes the next poll due at once. */
  pollNow(by: Actor, sourceId: string): Promise<"wanted" | "not_on">;
}

export interface SavedPoller {
  readonly definition: PollerDefinition;
  /** `kept` where neither the address nor a credential changed: a rotated refresh token is given once only. */
  readonly session: "kept" | "forgotten";
}

interface StoredPoller {
  readonly definition: PollerDefinition;
  readonly cursor: PollCursor;
}

export function postgresPollerSettings({
  database,
  ids,
}: Pick<PollerParts, "database" | "ids">): PollerSettings {
  const audited = (
    sql: Sql,
    by: Actor,
    entry: { readonly subject: string; readonly action: string },
  ) => writeAudit(sql, ids, { ...by, ...entry, detail: {} });
  return {
    save: (by, sourceId, { definition, session }) =>
      database.forShop(by.shopId, async (sql) => {
        const values = [by.shopId, sourceId, storedJson(definition), session === "kept"];
        const goesOn = await isInterrupted(sql, by.shopId, sourceId);
        const saved = await sql.execute(SAVE, values);
        if (saved === 0) return "not_found";
        if (goesOn) await goOn(sql, by.shopId, sourceId);
        await audited(sql, by, { subject: sourceId, action: "polling.saved" });
        return "saved";
      }),
    turnOn: (by, sourceId, from) =>
      database.forShop(by.shopId, async (sql) => {
        if (!(await turnOn(sql, { shopId: by.shopId, sourceId, from }))) return "not_found";
        await audited(sql, by, { subject: sourceId, action: "polling.turned_on" });
        return "on";
      }),
    turnOff: (by, sourceId) =>
      database.forShop(by.shopId, async (sql) => {
        const changed = await sql.execute(TURN_OFF, [by.shopId, sourceId]);
        if (changed === 0) return "not_found";
        await sql.execute("DELETE FROM poll_task WHERE shop_id = $1 AND source_id = $2", [
          by.shopId,
          sourceId,
        ]);
        await audited(sql, by, { subject: sourceId, action: "polling.turned_off" });
        return "off";
      }),
    pollNow: (by, sourceId) =>
      database.forShop(by.shopId, async (sql) => {
        const wanted = await sql.execute(
          "UPDATE poller SET wanted_by = $3 WHERE shop_id = $1 AND source_id = $2 AND state = 'on'",
          [by.shopId, sourceId, by.actor],
        );
        if (wanted === 0) return "not_on";
        await makeDue(sql, by.shopId, sourceId);
        await audited(sql, by, { subject: sourceId, action: "polling.asked_now" });
        return "wanted";
      }),
  };
}

const SAVE = `INSERT INTO poller (source_id, shop_id, definition)
  SELECT id, shop_id, $3::jsonb FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL
  ON CONFLICT (source_id) DO UPDATE SET definition = EXCLUDED.definition, progress = NULL,
    session = CASE WHEN $4 AND poller.definition->'auth' = EXCLUDED.definition->'auth' THEN poller.session END,
    problem = NULL, failures = 0, updated_at = now(),
    state = CASE WHEN poller.state = 'paused' THEN 'off' ELSE poller.state END`;

/** Whether it was stopped for what its polls did to workers, which another definition may not do. */
async function isInterrupted(sql: Sql, shopId: string, sourceId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM poller WHERE shop_id = $1 AND source_id = $2 AND state = 'paused'
       AND problem->>'code' = 'interrupted' FOR UPDATE`,
    [shopId, sourceId],
  );
  return rows.length > 0;
}

async function goOn(sql: Sql, shopId: string, sourceId: string): Promise<void> {
  await sql.execute(
    "UPDATE poller SET state = 'on', next_poll_at = now() WHERE shop_id = $1 AND source_id = $2",
    [shopId, sourceId],
  );
  await makeDue(sql, shopId, sourceId);
}

const TURN_OFF = `UPDATE poller SET state = 'off', next_poll_at = NULL, updated_at = now()
  WHERE shop_id = $1 AND source_id = $2`;

interface TurnOn {
  readonly shopId: string;
  readonly sourceId: string;
  readonly from: Instant;
}

async function turnOn(sql: Sql, { shopId, sourceId, from }: TurnOn): Promise<boolean> {
  const [stored] = await sql.query<StoredPoller & Record<string, unknown>>(
    "SELECT definition, cursor FROM poller WHERE shop_id = $1 AND source_id = $2 FOR UPDATE",
    [shopId, sourceId],
  );
  if (stored === undefined) return false;
  const first = firstCursor(stored.definition, from).watermarks;
  const watermarks = { ...first, ...stored.cursor.watermarks };
  await sql.execute(
    `UPDATE poller SET state = 'on', cursor = $3, problem = NULL, failures = 0,
       next_poll_at = now(), updated_at = now() WHERE shop_id = $1 AND source_id = $2`,
    [shopId, sourceId, storedJson({ watermarks })],
  );
  await makeDue(sql, shopId, sourceId);
  return true;
}

/** Makes a poll due now. A poll under way keeps its lease, and is followed by another at once. */
export async function makeDue(sql: Sql, shopId: string, sourceId: string): Promise<void> {
  await sql.execute(
    `INSERT INTO poll_task (shop_id, source_id) VALUES ($1, $2)
     ON CONFLICT (shop_id, source_id) DO UPDATE SET due_at = now() WHERE poll_task.lease_token IS NULL`,
    [shopId, sourceId],
  );
  await sql.query("SELECT pg_notify('handoff_poll', '')");
}
