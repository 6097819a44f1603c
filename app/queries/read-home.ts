import type { SignatureScheme } from "../domain/signature/scheme.ts";
import { proofOf } from "../domain/source/preset-proof.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Instant } from "../domain/instant.ts";
import type { HistorySpan, HomeView, OpenCause, SetupProof } from "../screens/home/view.ts";
import { missingScopes } from "../domain/storefront/required-scopes.ts";
import { readOpenIncidents } from "./read-alerts.ts";
import { readHistory } from "./read-history.ts";
import { unmappedStatuses } from "./unmapped-statuses.ts";

const MESSAGES_LOOKED_AT = 50;

interface NamedRow {
  readonly id: string;
  readonly name: string;
}

interface ProofRow extends NamedRow {
  readonly at: Date;
}

export interface HomeRequest {
  readonly shopId: string;
  readonly span: HistorySpan;
  readonly now: Instant;
}

/** What is set up, what is wrong, and what became of the last hours' messages. */
export function readHome(
  database: Database,
  { shopId, span, now }: HomeRequest,
): Promise<HomeView> {
  return database.forShop(shopId, async (sql) => ({
    setup: await readSetup(sql, shopId),
    history: await readHistory(sql, { shopId, span, now }),
    causes: await countCauses(sql, shopId),
    openAlerts: (await readOpenIncidents(sql, shopId)).length,
    missingScopes: await readMissingScopes(sql, shopId),
    orders: await countOrders(sql, shopId),
    rejections: await countRejections(sql, shopId),
  }));
}

async function readSetup(sql: Sql, shopId: string): Promise<SetupProof> {
  const [source] = await sql.query<NamedRow>(
    "SELECT id, name FROM source WHERE shop_id = $1 AND removed_at IS NULL ORDER BY (role <> 'oms'), created_at LIMIT 1",
    [shopId],
  );
  const [message] = await sql.query<ProofRow & { readonly scheme: SignatureScheme | null }>(
    `SELECT s.id, s.name, newest.received_at AS at, e.scheme
     FROM (
       (SELECT source_id, received_at FROM interpretation WHERE shop_id = $1 ORDER BY message_id DESC LIMIT 1)
       UNION ALL
       (SELECT source_id, received_at FROM message_task WHERE shop_id = $1 ORDER BY message_id DESC LIMIT 1)
     ) AS newest JOIN source AS s ON s.id = newest.source_id
     LEFT JOIN endpoint AS e ON e.source_id = s.id
     ORDER BY at DESC LIMIT 1`,
    [shopId],
  );
  const [order] = await sql.query<ProofRow>(
    `SELECT id, display_name AS name, coalesce(agreed_at, updated_at) AS at FROM order_record
     WHERE shop_id = $1 AND agreement = 'agreed' ORDER BY updated_at DESC, id DESC LIMIT 1`,
    [shopId],
  );
  const unmapped = await unmappedStatuses(sql, { shopId, sourceId: null });
  return {
    connected: source === undefined ? null : { sourceId: source.id, sourceName: source.name },
    received:
      message === undefined
        ? null
        : {
            sourceName: message.name,
            at: instantIn(message.at),
            isSigned: message.scheme !== null && proofOf(message.scheme) !== "none",
          },
    fields: await readFields(sql, shopId),
    unmappedStatuses: unmapped.length,
    polled: await readPolled(sql, shopId),
    alertHosts: await readAlertHosts(sql, shopId),
    agreed:
      order === undefined
        ? null
        : { orderId: order.id, orderName: order.name, at: instantIn(order.at) },
  };
}

/** The last messages of any source, whichever problem they had; an unmapped status is a step of its own. */
async function readFields(sql: Sql, shopId: string): Promise<SetupProof["fields"]> {
  const [row] = await sql.query<{ readonly messages: number; readonly with_problems: number }>(
    `SELECT count(*)::int AS messages,
       count(*) FILTER (WHERE state = 'quarantined' AND order_record_id IS NULL
         AND reason_code NOT IN ('unmapped_status', 'id_reuse_conflict'))::int AS with_problems
     FROM (SELECT state, order_record_id, reason_code FROM interpretation
           WHERE shop_id = $1 ORDER BY message_id DESC LIMIT $2) AS newest`,
    [shopId, MESSAGES_LOOKED_AT],
  );
  if (row === undefined || row.messages === 0) return null;
  return { messages: row.messages, withProblems: row.with_problems };
}

async function readPolled(sql: Sql, shopId: string): Promise<SetupProof["polled"]> {
  const [row] = await sql.query<{ readonly name: string; readonly at: Date }>(
    `SELECT s.name, l.ended_at AS at FROM poller AS p JOIN source AS s ON s.id = p.source_id
     JOIN LATERAL (
       SELECT ended_at FROM poll WHERE shop_id = $1 AND source_id = p.source_id
         AND ended_at IS NOT NULL AND problem IS NULL ORDER BY id DESC LIMIT 1) AS l ON true
     WHERE p.shop_id = $1 AND p.state = 'on' ORDER BY (s.role <> 'oms'), l.ended_at DESC LIMIT 1`,
    [shopId],
  );
  return row === undefined ? null : { sourceName: row.name, at: instantIn(row.at) };
}

async function readAlertHosts(sql: Sql, shopId: string): Promise<readonly string[]> {
  const rows = await sql.query<{ readonly host: string }>(
    "SELECT host FROM alert_channel WHERE shop_id = $1 ORDER BY id",
    [shopId],
  );
  return rows.map(({ host }) => host);
}

async function readMissingScopes(sql: Sql, shopId: string): Promise<readonly string[]> {
  const [shop] = await sql.query<{ readonly scopes: string }>(
    "SELECT scopes FROM shop WHERE id = $1",
    [shopId],
  );
  return missingScopes((shop?.scopes ?? "").split(","));
}

/** Worst first: given up, needs attention, waits. */
function countCauses(sql: Sql, shopId: string): Promise<readonly OpenCause[]> {
  return sql.query<OpenCause>(
    `SELECT state, reason_code AS code, count(*)::int AS count FROM interpretation
     WHERE shop_id = $1 AND state IN ('waiting', 'quarantined', 'dead')
     GROUP BY state, reason_code
     ORDER BY array_position(ARRAY['dead', 'quarantined', 'waiting'], state), count DESC, code LIMIT 20`,
    [shopId],
  );
}

async function countOrders(sql: Sql, shopId: string): Promise<HomeView["orders"]> {
  const [row] = await sql.query<HomeView["orders"]>(
    `SELECT
       (SELECT count(*) FROM order_record WHERE shop_id = $1 AND agreement = 'waiting')::int AS waiting,
       (SELECT count(*) FROM order_record
        WHERE shop_id = $1 AND agreement = 'needs_person')::int AS "needsPerson"`,
    [shopId],
  );
  return row ?? { waiting: 0, needsPerson: 0 };
}

/** The rings are small; an endpoint keeps its last few for two days. */
function countRejections(sql: Sql, shopId: string): Promise<HomeView["rejections"]> {
  return sql.query<HomeView["rejections"][number]>(
    `SELECT s.id AS "sourceId", s.name AS "sourceName", count(*)::int AS count
     FROM rejected_delivery AS r
     JOIN endpoint AS e ON e.id = r.endpoint_id JOIN source AS s ON s.id = e.source_id
     WHERE r.shop_id = $1 AND r.received_at > now() - interval '1 day'
     GROUP BY s.id, s.name ORDER BY s.name`,
    [shopId],
  );
}
