import type { Database } from "../../adapters/postgres/database.ts";
import { readEvidence } from "../../adapters/postgres/diagnosis/read-evidence.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import { diagnose } from "../../domain/diagnosis/diagnose.ts";
import type { OrderEvidence } from "../../domain/diagnosis/evidence.ts";
import { remediesOf } from "../../domain/diagnosis/remedies.ts";
import { ticksOf } from "../../domain/diagnosis/ticks.ts";
import type { Fault, VerdictCode } from "../../domain/diagnosis/verdict.ts";
import { lossOf, patternOf } from "../../domain/discrepancy/classify.ts";
import { orderSignals } from "../../domain/discrepancy/signals.ts";
import { divergingSystem, systemViews } from "../../domain/discrepancy/systems.ts";
import { type Instant, plusSeconds } from "../../domain/instant.ts";
import type { OrderDiagnosis } from "../../screens/diagnosis/view.ts";

export interface DiagnosisRequest {
  readonly shopId: string;
  readonly orderRecordIds: readonly string[];
  readonly now: Instant;
  readonly urlOf: (key: string) => string;
}

/** Causes are counted over so many days. */
export const PATTERN_DAYS = 30;

/** The diagnoses of these orders, in the order in which they were asked for; unknown ones are left out. */
export function readDiagnoses(
  database: Database,
  request: DiagnosisRequest,
): Promise<readonly OrderDiagnosis[]> {
  const { shopId, now, orderRecordIds } = request;
  return database.forShop(shopId, async (sql) => {
    const evidences = await readEvidence(sql, request);
    const counts = await ordersByCause(sql, shopId, now);
    const views = evidences.map((evidence) => diagnosisView(evidence, counts));
    return orderRecordIds.flatMap((id) => views.filter((view) => view.orderRecordId === id));
  });
}

/** How many orders each cause has had of late. */
export async function ordersByCause(
  sql: Sql,
  shopId: string,
  now: Instant,
): Promise<ReadonlyMap<VerdictCode, number>> {
  const rows = await sql.query<{ readonly code: VerdictCode; readonly orders: number }>(
    `SELECT code, count(DISTINCT order_record_id)::int AS orders FROM discrepancy
     WHERE shop_id = $1 AND opened_at >= $2 GROUP BY code`,
    [shopId, plusSeconds(now, -PATTERN_DAYS * 86_400)],
  );
  return new Map(rows.map(({ code, orders }) => [code, orders]));
}

function diagnosisView(
  evidence: OrderEvidence,
  counts: ReadonlyMap<VerdictCode, number>,
): OrderDiagnosis {
  const diagnosis = diagnose(evidence);
  const systems = systemViews(evidence);
  return {
    orderRecordId: evidence.orderRecordId,
    orderName: evidence.name,
    verdict: diagnosis.verdict === "fault" ? verdictView(diagnosis.fault, evidence, counts) : null,
    facts: diagnosis.verdict === "fault" ? diagnosis.fault.facts : diagnosis.facts,
    systems,
    diverging: divergingSystem(systems),
    signals: orderSignals(evidence),
    ticks: ticksOf(evidence),
  };
}

function verdictView(
  fault: Fault,
  { now }: OrderEvidence,
  counts: ReadonlyMap<VerdictCode, number>,
): OrderDiagnosis["verdict"] {
  const { code, zone, owner, certainty, since, healedAt } = fault;
  const times = { since, healedAt, now };
  return {
    ...{ code, zone, owner, certainty, since, healedAt },
    pattern: patternOf(times, counts.get(code) ?? 1),
    loss: lossOf(times),
    remedies: remediesOf(fault),
  };
}
