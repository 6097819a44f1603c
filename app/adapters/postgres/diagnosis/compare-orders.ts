import { diagnose } from "../../../domain/diagnosis/diagnose.ts";
import type { OrderEvidence } from "../../../domain/diagnosis/evidence.ts";
import type { Fault } from "../../../domain/diagnosis/verdict.ts";
import { type OrderSignal, orderSignals } from "../../../domain/discrepancy/signals.ts";
import { secondsBetween } from "../../../domain/diagnosis/subject.ts";
import { type Instant, plusSeconds } from "../../../domain/instant.ts";
import type { Zone } from "../../../domain/zone.ts";
import type { Ids } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { instantIn } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson } from "../stored-text.ts";
import { markFields } from "../order-fields/mark-fields.ts";
import { readEvidence } from "./read-evidence.ts";
import type { DiagnosisSetting } from "../../../domain/discrepancy/setting.ts";
import { readDiagnosisSetting } from "./setting.ts";

export interface CompareParts {
  readonly database: Database;
  readonly ids: Ids;
  readonly urlOf: (key: string) => string;
}

export interface CompareResult {
  readonly compared: number;
  readonly opened: number;
  readonly closed: number;
  /** What was seen to be over, also what was over before it was looked at. */
  readonly repairs: readonly Repair[];
  /** When the next grace period ends, of all that is known now; null where none runs. */
  readonly nextDue: Instant | null;
}

/** The end of one discrepancy. */
export interface Repair {
  readonly zone: Zone;
  /** From the change that did not come through to its end. */
  readonly seconds: number;
}

interface At {
  readonly sql: Sql;
  readonly ids: Ids;
  readonly shopId: string;
  readonly now: Instant;
  readonly setting: DiagnosisSetting;
}

/** Orders that are compared at a time, and those with an open discrepancy that are looked at again. */
const BATCH = 200;

/**
 * Compares the orders whose last change, or the last line of a log about them,
 * is older than the grace period and that were not compared since, and those
 * with an open discrepancy. Opens what
 * disagrees, closes what its evidence closes. `compared` is less than a batch
 * when nothing is left.
 */
export function compareOrders(
  parts: CompareParts,
  shopId: string,
  now: Instant,
): Promise<CompareResult> {
  return compare(parts, { shopId, now, alsoOf: openOrders });
}

/** The same without those that have an open discrepancy and did not change. */
export function compareDueOrders(
  parts: CompareParts,
  shopId: string,
  now: Instant,
): Promise<CompareResult> {
  return compare(parts, { shopId, now, alsoOf: () => Promise.resolve([]) });
}

interface Comparison {
  readonly shopId: string;
  readonly now: Instant;
  /** Orders beside those that are due. */
  readonly alsoOf: (at: At) => Promise<readonly string[]>;
}

function compare(
  { database, ids, urlOf }: CompareParts,
  { shopId, now, alsoOf }: Comparison,
): Promise<CompareResult> {
  return database.forShop(shopId, async (sql) => {
    await waitForOthers(sql, shopId);
    const setting = await readDiagnosisSetting(sql, shopId);
    const at = { sql, ids, shopId, now, setting };
    const due = await dueOrders(at);
    const told = await toldOrders(at);
    const orderRecordIds = new Set([...due.map(({ id }) => id), ...told, ...(await alsoOf(at))]);
    let opened = 0;
    let closed = 0;
    const repairs: Repair[] = [];
    const changed: string[] = [];
    for (const evidence of await evidenceOf(at, { orderRecordIds: [...orderRecordIds], urlOf })) {
      const change = await settle(at, evidence);
      opened += change.opened;
      closed += change.closed;
      repairs.push(...change.repairs);
      if (change.opened + change.closed > 0) changed.push(evidence.orderRecordId);
    }
    await markFields(sql, changed);
    const last = due.at(-1);
    if (last !== undefined) await moveCursor(at, last);
    const compared = due.length + told.length;
    return { compared, opened, closed, repairs, nextDue: await nextDue(at) };
  });
}

/** The minute's job of one worker may come while another compares what was due: each order is told once, by one of them. */
async function waitForOthers(sql: Sql, shopId: string): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('comparison/' || $1, 0))", [
    shopId,
  ]);
}

async function evidenceOf(
  { sql, shopId, now }: At,
  asked: { readonly orderRecordIds: readonly string[]; readonly urlOf: CompareParts["urlOf"] },
): Promise<readonly OrderEvidence[]> {
  if (asked.orderRecordIds.length === 0) return [];
  return readEvidence(sql, { shopId, now, ...asked });
}

/** Where the comparison stands: a pair of the time and the id of an order's record. */
const CURSOR = `SELECT coalesce(max(compared_until), 'epoch'::timestamptz),
    coalesce(max(compared_id::text), '00000000-0000-0000-0000-000000000000')::uuid
  FROM discrepancy_cursor WHERE shop_id = $1`;

interface DueRow {
  readonly id: string;
  readonly updated_at: Date;
}

function dueOrders({ sql, shopId, now, setting }: At): Promise<readonly DueRow[]> {
  return sql.query<DueRow>(
    `SELECT o.id, o.updated_at FROM order_record AS o
     WHERE o.shop_id = $1 AND o.updated_at <= $2 AND (o.updated_at, o.id) > (${CURSOR})
     ORDER BY o.updated_at, o.id LIMIT ${String(BATCH)}`,
    [shopId, plusSeconds(now, -setting.graceMinutes * 60)],
  );
}

/** Orders of which a log told something since they were compared, now that its grace period is over. */
async function toldOrders({ sql, shopId, now, setting }: At): Promise<readonly string[]> {
  const rows = await sql.query<{ readonly order_record_id: string }>(
    `DELETE FROM order_to_compare WHERE order_record_id IN (
       SELECT order_record_id FROM order_to_compare WHERE shop_id = $1 AND since <= $2
       ORDER BY since LIMIT ${String(BATCH)} FOR UPDATE SKIP LOCKED)
     RETURNING order_record_id`,
    [shopId, plusSeconds(now, -setting.graceMinutes * 60)],
  );
  return rows.map((row) => row.order_record_id);
}

/** The end of the grace period that began first of those that run. */
async function nextDue({ sql, shopId, setting }: At): Promise<Instant | null> {
  const [row] = await sql.query<{ readonly since: Date | null }>(
    `SELECT least(
       (SELECT o.updated_at FROM order_record AS o
        WHERE o.shop_id = $1 AND (o.updated_at, o.id) > (${CURSOR})
        ORDER BY o.updated_at, o.id LIMIT 1),
       (SELECT since FROM order_to_compare WHERE shop_id = $1 ORDER BY since LIMIT 1)) AS since`,
    [shopId],
  );
  const since = row?.since ?? null;
  return since === null ? null : plusSeconds(instantIn(since), setting.graceMinutes * 60);
}

async function openOrders({ sql, shopId }: At): Promise<readonly string[]> {
  const rows = await sql.query<{ readonly order_record_id: string }>(
    `SELECT order_record_id FROM discrepancy WHERE shop_id = $1 AND closed_at IS NULL
     ORDER BY seen_at LIMIT ${String(BATCH)}`,
    [shopId],
  );
  return rows.map((row) => row.order_record_id);
}

async function moveCursor({ sql, shopId }: At, last: DueRow): Promise<void> {
  await sql.execute(
    `INSERT INTO discrepancy_cursor (shop_id, compared_until, compared_id) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET compared_until = $2, compared_id = $3`,
    [shopId, instantIn(last.updated_at), last.id],
  );
}

type Settled = Pick<CompareResult, "opened" | "closed" | "repairs">;

/** Writes what the evidence of one order shows now. */
async function settle(at: At, evidence: OrderEvidence): Promise<Settled> {
  const diagnosis = diagnose(evidence);
  const fault = diagnosis.verdict === "fault" ? diagnosis.fault : null;
  const ended = await closeOthers(at, evidence.orderRecordId, fault);
  const closed = ended.length;
  if (fault === null) return { opened: 0, closed, repairs: ended };
  const isNew = await write(at, { evidence, fault, signals: orderSignals(evidence) });
  if (!isNew) return { opened: 0, closed, repairs: ended };
  const { zone, since, healedAt } = fault;
  if (healedAt === null) return { opened: 1, closed, repairs: ended };
  const healed = { zone, seconds: secondsBetween(since, healedAt) };
  return { opened: 0, closed, repairs: [...ended, healed] };
}

/** Of an order only what it shows now stays open. */
function closeOthers(
  { sql, shopId, now }: At,
  orderRecordId: string,
  fault: Fault | null,
): Promise<readonly Repair[]> {
  return sql.query<Repair>(
    `UPDATE discrepancy SET closed_at = $3, seen_at = $3
     WHERE shop_id = $1 AND order_record_id = $2 AND closed_at IS NULL
       AND NOT ($4::text IS NOT NULL AND code = $4 AND since = $5::timestamptz AND $6::timestamptz IS NULL)
     RETURNING zone, extract(epoch FROM closed_at - since)::float8 AS seconds`,
    [
      shopId,
      orderRecordId,
      now,
      fault?.code ?? null,
      fault?.since ?? null,
      fault?.healedAt ?? null,
    ],
  );
}

interface Seen {
  readonly evidence: OrderEvidence;
  readonly fault: Fault;
  readonly signals: readonly OrderSignal[];
}

/** True where it was not known. One that healed before it was looked at is kept as closed: it counts in the figures. */
async function write(
  { sql, ids, shopId, now, setting }: At,
  { evidence, fault, signals }: Seen,
): Promise<boolean> {
  const due = plusSeconds(now, setting.dueHours * 3600);
  const rows = await sql.query<{ readonly is_new: boolean }>(
    `INSERT INTO discrepancy (id, shop_id, order_record_id, code, zone, owner, source_id, signals,
       fault, since, opened_at, due_at, seen_at, closed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $13)
     ON CONFLICT (order_record_id, code, since) DO UPDATE SET fault = EXCLUDED.fault,
       signals = EXCLUDED.signals, seen_at = EXCLUDED.seen_at,
       closed_at = CASE WHEN EXCLUDED.closed_at IS NULL THEN NULL
         ELSE coalesce(discrepancy.closed_at, EXCLUDED.closed_at) END
     RETURNING xmax = 0 AS is_new`,
    [
      ids.next(),
      shopId,
      evidence.orderRecordId,
      fault.code,
      fault.zone,
      fault.owner,
      fault.sourceId,
      signals,
      storedJson(fault),
      fault.since,
      now,
      due,
      fault.healedAt,
    ],
  );
  return rows[0]?.is_new === true;
}
