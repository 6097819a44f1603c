import type { Database } from "../../adapters/postgres/database.ts";
import { readEvidence } from "../../adapters/postgres/diagnosis/read-evidence.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import { diagnose } from "../../domain/diagnosis/diagnose.ts";
import type { OrderEvidence } from "../../domain/diagnosis/evidence.ts";
import { remediesOf } from "../../domain/diagnosis/remedies.ts";
import { ticksOf } from "../../domain/diagnosis/ticks.ts";
import type { Diagnosis, Fault, VerdictCode } from "../../domain/diagnosis/verdict.ts";
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
    const diagnosed = evidences.map((evidence) => ({ evidence, diagnosis: diagnose(evidence) }));
    const codes = diagnosed.flatMap(({ diagnosis }) => codesOf(diagnosis));
    const counts = await ordersByCause(sql, shopId, { codes, now });
    const views = diagnosed.map((one) => diagnosisView(one, counts));
    return orderRecordIds.flatMap((id) => views.filter((view) => view.orderRecordId === id));
  });
}

/** What the diagnosis blames; empty where it blames nothing. */
export function codesOf(diagnosis: Diagnosis): readonly VerdictCode[] {
  return diagnosis.verdict === "fault" ? [diagnosis.fault.code] : [];
}

/** How many orders each of these causes has had of late. */
export async function ordersByCause(
  sql: Sql,
  shopId: string,
  { codes, now }: { readonly codes: readonly VerdictCode[]; readonly now: Instant },
): Promise<ReadonlyMap<VerdictCode, number>> {
  if (codes.length === 0) return new Map();
  const rows = await sql.query<{ readonly code: VerdictCode; readonly orders: number }>(
    `SELECT c.code, (SELECT count(DISTINCT order_record_id) FROM discrepancy
       WHERE shop_id = $1 AND code = c.code AND opened_at >= $2)::int AS orders
     FROM unnest($3::text[]) AS c(code)`,
    [shopId, plusSeconds(now, -PATTERN_DAYS * 86_400), [...new Set(codes)]],
  );
  return new Map(rows.filter(({ orders }) => orders > 0).map(({ code, orders }) => [code, orders]));
}

export interface Diagnosed {
  readonly evidence: OrderEvidence;
  readonly diagnosis: Diagnosis;
}

/** The diagnosis as screens show it; `counts` are of `ordersByCause`. */
export function diagnosisView(
  { evidence, diagnosis }: Diagnosed,
  counts: ReadonlyMap<VerdictCode, number>,
): OrderDiagnosis {
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
