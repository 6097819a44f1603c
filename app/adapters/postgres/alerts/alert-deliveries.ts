import type { AlertKind } from "../../../domain/alerting/alert-text.ts";
import type { Condition } from "../../../domain/alerting/condition.ts";
import type { Instant } from "../../../domain/instant.ts";
import type { AlertOutcome } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { instantIn } from "../row-values.ts";
import { storedText } from "../stored-text.ts";

/** An alert that is to be sent now, taken by one worker for two minutes. */
export interface DueAlert {
  readonly deliveryId: string;
  readonly channelId: string;
  readonly what: Exclude<AlertKind, "test">;
  readonly condition: Condition;
  readonly at: Instant;
  readonly attempts: number;
}

interface DueRow {
  readonly id: string;
  readonly channel_id: string;
  readonly what: DueAlert["what"];
  readonly facts: Condition;
  readonly at: Date;
  readonly attempts: number;
}

const AT_ONCE = 20;
/** Minutes before each further try; after the last one the alert is given up. */
const PAUSES = [1, 2, 5, 15, 60, 180];

export async function takeDueAlerts(
  database: Database,
  shopId: string,
): Promise<readonly DueAlert[]> {
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<DueRow>(
      `UPDATE alert_delivery AS d SET attempts = attempts + 1, due_at = now() + interval '2 minutes'
       FROM incident AS i
       WHERE i.id = d.incident_id AND d.id IN (
         SELECT id FROM alert_delivery WHERE shop_id = $1 AND state = 'pending' AND due_at <= now()
         ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING d.id, d.channel_id, d.what, i.facts, d.attempts,
         CASE d.what WHEN 'closed' THEN i.closed_at ELSE i.opened_at END AS at`,
      [shopId, AT_ONCE],
    ),
  );
  return rows.map((row) => ({
    deliveryId: row.id,
    channelId: row.channel_id,
    what: row.what,
    condition: row.facts,
    at: instantIn(row.at),
    attempts: row.attempts,
  }));
}

/** Writes down how a try ended, and when the next one is due. */
export async function settleAlert(
  database: Database,
  shopId: string,
  { due, end }: { readonly due: DueAlert; readonly end: AlertOutcome },
): Promise<void> {
  const pause = PAUSES[due.attempts - 1];
  const isOver = end.outcome === "sent" || end.isFinal || pause === undefined;
  const state = end.outcome === "sent" ? "sent" : isOver ? "failed" : "pending";
  await database.forShop(shopId, (sql) =>
    sql.execute(
      `UPDATE alert_delivery SET state = $3, detail = $4, updated_at = now(),
         due_at = now() + make_interval(mins => $5)
       WHERE shop_id = $1 AND id = $2`,
      [
        shopId,
        due.deliveryId,
        state,
        end.outcome === "sent" ? null : storedText(end.detail),
        pause ?? 0,
      ],
    ),
  );
}
