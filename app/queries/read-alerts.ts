import { MAX_CHANNELS } from "../adapters/postgres/alerts/alert-channels.ts";
import { readAlertSetting } from "../adapters/postgres/alerts/alert-settings.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { ChannelKind } from "../domain/alerting/channel-form.ts";
import type { Condition } from "../domain/alerting/condition.ts";
import { readFlowEvents } from "./read-flow.ts";
import type { AlertsView, ChannelView, IncidentView } from "../screens/alerts/view.ts";

const OVER_SHOWN = 20;

/** When the shop is told, whom, and of what. */
export function readAlerts(database: Database, shopId: string): Promise<AlertsView> {
  return database.forShop(shopId, async (sql) => {
    const { rules, language } = await readAlertSetting(sql, shopId);
    const channels = await readChannels(sql, shopId);
    return {
      setting: { rules, language },
      channels,
      canAddChannel: channels.length < MAX_CHANNELS,
      open: await readOpenIncidents(sql, shopId),
      over: await readOver(sql, shopId),
      flow: await readFlowEvents(sql, shopId, null),
    };
  });
}

interface IncidentRow {
  readonly id: string;
  readonly facts: Condition;
  readonly opened_at: Date;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
  readonly closed_at: Date | null;
}

const COLUMNS = "id, facts, opened_at, acknowledged_at, acknowledged_by, closed_at";

/** What needs a person now, longest first. */
export async function readOpenIncidents(
  sql: Sql,
  shopId: string,
): Promise<readonly IncidentView[]> {
  const rows = await sql.query<IncidentRow>(
    `SELECT ${COLUMNS} FROM incident WHERE shop_id = $1 AND closed_at IS NULL ORDER BY id`,
    [shopId],
  );
  return rows.map(incidentView);
}

async function readOver(sql: Sql, shopId: string): Promise<readonly IncidentView[]> {
  const rows = await sql.query<IncidentRow>(
    `SELECT ${COLUMNS} FROM incident WHERE shop_id = $1 AND closed_at IS NOT NULL
     ORDER BY id DESC LIMIT $2`,
    [shopId, OVER_SHOWN],
  );
  return rows.map(incidentView);
}

function incidentView(row: IncidentRow): IncidentView {
  const { acknowledged_at: at, acknowledged_by: by } = row;
  return {
    id: row.id,
    condition: row.facts,
    openedAt: instantIn(row.opened_at),
    acknowledged: at === null ? null : { at: instantIn(at), by: by ?? "" },
    closedAt: instantOrNull(row.closed_at),
  };
}

interface ChannelRow {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly host: string;
  readonly state: "pending" | "sent" | "failed" | null;
  readonly detail: string | null;
  readonly updated_at: Date | null;
}

async function readChannels(sql: Sql, shopId: string): Promise<readonly ChannelView[]> {
  const rows = await sql.query<ChannelRow>(
    `SELECT c.id, c.kind, c.host, d.state, d.detail, d.updated_at
     FROM alert_channel AS c
     LEFT JOIN LATERAL (
       SELECT state, detail, updated_at FROM alert_delivery WHERE channel_id = c.id
       ORDER BY id DESC LIMIT 1) AS d ON true
     WHERE c.shop_id = $1 ORDER BY c.id`,
    [shopId],
  );
  return rows.map(({ id, kind, host, state, detail, updated_at: at }) => ({
    id,
    kind,
    host,
    last: state === null || at === null ? null : { at: instantIn(at), state, detail },
  }));
}
