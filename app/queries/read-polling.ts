import type { Database } from "../adapters/postgres/database.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { findPreset } from "../domain/mapping/presets/index.ts";
import type { PollerDefinition } from "../domain/polling/definition/poller-schema.ts";
import { canonicalJson } from "../domain/canonical-json.ts";
import { definitionText } from "../domain/polling/definition-text.ts";
import { formOfDefinition } from "../domain/polling/poller-form.ts";
import type { PollProblem } from "../domain/polling/problem.ts";
import type { TlsRule } from "../domain/source/tls-rule.ts";
import type { PollingSummary } from "../screens/sources/view.ts";
import type { PollingState, PollingView, PollLine, PresetPoller } from "../screens/polling/view.ts";

interface PollerRow {
  readonly name: string;
  readonly preset: string | null;
  readonly definition: PollerDefinition | null;
  readonly state: PollingState | null;
  readonly problem: PollProblem | null;
  readonly next_poll_at: Date | null;
  readonly is_polling: boolean;
  readonly is_held_up: boolean | null;
  readonly clock_ahead_seconds: number | null;
  readonly base_url: string | null;
  readonly tls: TlsRule | null;
  readonly input_names: readonly string[] | null;
}

interface PollRow {
  readonly id: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly started_by: string | null;
  readonly requests: number;
  readonly read: number;
  readonly healed: number;
  readonly known: number;
  readonly late: number;
  readonly problem: PollProblem | null;
}

const POLLS_SHOWN = 20;

/** How a source is polled and what came of it; null where the shop has no such source. */
export function readPolling(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<PollingView | null> {
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<PollerRow>(POLLER, [shopId, sourceId]);
    return row === undefined ? null : viewOf(row, sourceId, await readPolls(sql, shopId, sourceId));
  });
}

const POLLER = `SELECT s.name, s.preset, p.definition, p.state, p.problem,
    CASE WHEN p.state = 'on' THEN t.due_at END AS next_poll_at, t.lease_token IS NOT NULL AS is_polling,
    p.state = 'on' AND p.poll_id IS NOT NULL AND t.lease_token IS NULL AND t.due_at > now() AS is_held_up, p.clock_ahead_seconds,
    c.base_url, c.tls, c.input_names
  FROM source AS s
  LEFT JOIN poller AS p ON p.source_id = s.id
  LEFT JOIN poll_task AS t ON t.source_id = s.id
  LEFT JOIN source_credential AS c ON c.source_id = s.id
  WHERE s.shop_id = $1 AND s.id = $2 AND s.removed_at IS NULL`;

/**
 * Of each poll what its messages came to: those that advanced an order, those
 * that a webhook had told before, and those that a webhook told too late.
 */
const POLLS = `SELECT p.id, p.started_at, p.ended_at, p.started_by, p.requests, p.read, p.problem,
    count(i.message_id) FILTER (WHERE i.state IN ('applied', 'planned'))::int AS healed,
    count(i.message_id) FILTER (WHERE i.state IN ('unchanged', 'superseded', 'duplicate'))::int AS known,
    count(i.message_id) FILTER (WHERE i.state IN ('applied', 'planned') AND EXISTS (
      SELECT FROM ledger_entry AS l JOIN ledger_entry AS w ON w.shop_id = $1
        AND w.order_record_id = l.order_record_id AND w.id > l.id AND w.via = 'webhook'
        AND w.source_id = l.source_id AND w.milestone = l.milestone
        AND w.shipment_key IS NOT DISTINCT FROM l.shipment_key
      WHERE l.shop_id = $1 AND l.order_record_id = i.order_record_id
        AND l.message_id = i.message_id AND l.decision = 'advanced'))::int AS late
  FROM (SELECT * FROM poll WHERE shop_id = $1 AND source_id = $2 ORDER BY id DESC LIMIT $3) AS p
  LEFT JOIN interpretation AS i ON i.shop_id = $1 AND i.source_id = $2 AND i.via = 'poll'
    AND i.message_id BETWEEN p.first_message_id AND p.last_message_id
  GROUP BY p.id, p.started_at, p.ended_at, p.started_by, p.requests, p.read, p.problem
  ORDER BY p.id DESC`;

async function readPolls(sql: Sql, shopId: string, sourceId: string): Promise<readonly PollLine[]> {
  const rows = await sql.query<PollRow>(POLLS, [shopId, sourceId, POLLS_SHOWN]);
  return rows.map((row) => ({
    id: row.id,
    startedAt: instantIn(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    startedBy: row.started_by,
    requests: row.requests,
    read: row.read,
    healed: row.healed,
    known: row.known,
    late: row.late,
    problem: row.problem,
  }));
}

function viewOf(row: PollerRow, sourceId: string, polls: readonly PollLine[]): PollingView {
  const { definition } = row;
  const entered = new Set(row.input_names ?? []);
  return {
    sourceId,
    sourceName: row.name,
    state: row.state ?? "none",
    problem: row.problem,
    nextPollAt: instantOrNull(row.next_poll_at),
    isPolling: row.is_polling,
    isHeldUp: row.is_held_up ?? false,
    clockAheadSeconds: row.clock_ahead_seconds,
    baseUrl: row.base_url ?? "",
    inputs: inputsOf(definition, entered),
    check: row.tls?.check ?? null,
    form: definition === null ? null : formOfDefinition(definition),
    definition: definition === null ? null : definitionText(definition),
    preset: presetOf(row, entered),
    polls,
  };
}

function inputsOf(definition: PollerDefinition | null, entered: ReadonlySet<string>) {
  return (definition?.inputs ?? []).map(({ name, label, help, isSecret }) => ({
    name,
    label,
    ...(help === undefined ? {} : { help }),
    isSecret,
    isEntered: entered.has(name),
  }));
}

function presetOf(
  { preset, definition }: PollerRow,
  entered: ReadonlySet<string>,
): PresetPoller | null {
  const known = preset === null ? null : findPreset(preset);
  if (known?.poller === undefined) return null;
  return {
    name: known.name,
    baseUrl: known.poller.baseUrl ?? "",
    inputs: inputsOf(known.poller, entered),
    isUsed: definition !== null && canonicalJson(definition) === canonicalJson(known.poller),
  };
}

interface SummaryRow {
  readonly state: PollingState;
  readonly problem: PollProblem | null;
  readonly next_poll_at: Date | null;
}

/** How polling of a source stands, in short. */
export async function pollingSummary(sql: Sql, sourceId: string): Promise<PollingSummary> {
  const [row] = await sql.query<SummaryRow>(
    `SELECT p.state, p.problem, t.due_at AS next_poll_at
     FROM poller AS p LEFT JOIN poll_task AS t ON t.source_id = p.source_id AND p.state = 'on'
     WHERE p.source_id = $1`,
    [sourceId],
  );
  if (row === undefined) return { state: "none", problem: null, nextPollAt: null };
  const { state, problem, next_poll_at: next } = row;
  return { state, problem: problem?.detail ?? null, nextPollAt: instantOrNull(next) };
}
