import type { ConditionKind } from "../../../domain/alerting/alert-rules.ts";
import { type Condition, subjectOf } from "../../../domain/alerting/condition.ts";
import { evaluate } from "../../../domain/alerting/evaluate.ts";
import { incidentChanges, type OpenIncident } from "../../../domain/alerting/incidents.ts";
import type { Instant } from "../../../domain/instant.ts";
import type { Ids } from "../../../pipeline/ports.ts";
import { writeAudit } from "../audit.ts";
import type { Database } from "../database.ts";
import type { Actor } from "../sources.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson } from "../stored-text.ts";
import { readAlertSetting } from "./alert-settings.ts";
import { readSignals } from "./read-signals.ts";

export interface IncidentParts {
  readonly database: Database;
  readonly ids: Ids;
}

export interface WatchResult {
  readonly opened: number;
  readonly closed: readonly ClosedIncident[];
}

export interface ClosedIncident {
  readonly kind: ConditionKind;
  /** From its opening. */
  readonly seconds: number;
}

interface At {
  readonly sql: Sql;
  readonly ids: Ids;
  readonly shopId: string;
  readonly now: Instant;
}

/**
 * Looks at one shop: opens what is new, closes what its evidence closes, and
 * puts the alerts on their way, in one transaction. Two workers that look at
 * once open one incident.
 */
export function watchShop(
  { database, ids }: IncidentParts,
  shopId: string,
  now: Instant,
): Promise<WatchResult> {
  return database.forShop(shopId, async (sql) => {
    const { rules } = await readAlertSetting(sql, shopId);
    const signals = await readSignals(sql, {
      shopId,
      now,
      waitingHours: rules.orders_waiting.hours,
    });
    const open = await readOpen(sql, shopId);
    const changes = incidentChanges(open, evaluate(signals, rules));
    const at = { sql, ids, shopId, now };
    for (const { id, condition } of changes.changed) await writeFacts(at, id, condition);
    let opened = 0;
    for (const condition of changes.opened) opened += await openIncident(at, condition);
    const closed: ClosedIncident[] = [];
    for (const { id } of changes.closed) closed.push(...(await closeIncident(at, id)));
    return { opened, closed };
  });
}

interface OpenRow {
  readonly id: string;
  readonly facts: Condition;
}

async function readOpen(sql: Sql, shopId: string): Promise<readonly OpenIncident[]> {
  const rows = await sql.query<OpenRow>(
    "SELECT id, facts FROM incident WHERE shop_id = $1 AND closed_at IS NULL",
    [shopId],
  );
  return rows.map(({ id, facts: condition }) => ({ id, condition }));
}

async function writeFacts({ sql, shopId }: At, id: string, condition: Condition): Promise<void> {
  await sql.execute("UPDATE incident SET facts = $3 WHERE shop_id = $1 AND id = $2", [
    shopId,
    id,
    storedJson(condition),
  ]);
}

async function openIncident({ sql, ids, shopId, now }: At, condition: Condition): Promise<number> {
  const id = ids.next();
  const made = await sql.execute(
    `INSERT INTO incident (id, shop_id, kind, subject, facts, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, kind, subject) WHERE closed_at IS NULL DO NOTHING`,
    [id, shopId, condition.kind, subjectOf(condition), storedJson(condition), now],
  );
  if (made === 0) return 0;
  const channels = await sql.query<{ readonly id: string }>(
    "SELECT id FROM alert_channel WHERE shop_id = $1",
    [shopId],
  );
  for (const channel of channels) {
    await sql.execute(
      "INSERT INTO alert_delivery (id, shop_id, incident_id, channel_id, what) VALUES ($1, $2, $3, $4, 'opened')",
      [ids.next(), shopId, id, channel.id],
    );
  }
  return 1;
}

/** Whoever was told that it is there is told that it is over. */
async function closeIncident(
  { sql, ids, shopId, now }: At,
  id: string,
): Promise<readonly ClosedIncident[]> {
  const closed = await sql.query<ClosedIncident>(
    `UPDATE incident SET closed_at = $3 WHERE shop_id = $1 AND id = $2 AND closed_at IS NULL
     RETURNING kind, extract(epoch FROM closed_at - opened_at)::float8 AS seconds`,
    [shopId, id, now],
  );
  if (closed.length === 0) return [];
  const told = await sql.query<{ readonly channel_id: string }>(
    "SELECT channel_id FROM alert_delivery WHERE incident_id = $1 AND what = 'opened'",
    [id],
  );
  for (const { channel_id: channelId } of told) {
    await sql.execute(
      `INSERT INTO alert_delivery (id, shop_id, incident_id, channel_id, what) VALUES ($1, $2, $3, $4, 'closed')
       ON CONFLICT DO NOTHING`,
      [ids.next(), shopId, id, channelId],
    );
  }
  return closed;
}

/** Says that somebody takes care of it; false where it is closed, taken already, or another shop's. */
export function acknowledgeIncident(
  { database, ids }: IncidentParts,
  by: Actor,
  incidentId: string,
): Promise<boolean> {
  return database.forShop(by.shopId, async (sql) => {
    const [taken] = await sql.query<{ readonly kind: string }>(
      `UPDATE incident SET acknowledged_at = now(), acknowledged_by = $3
       WHERE shop_id = $1 AND id = $2 AND closed_at IS NULL AND acknowledged_at IS NULL RETURNING kind`,
      [by.shopId, incidentId, by.actor],
    );
    if (taken === undefined) return false;
    await writeAudit(sql, ids, {
      ...by,
      action: "incident.acknowledged",
      subject: incidentId,
      detail: { kind: taken.kind },
    });
    return true;
  });
}
