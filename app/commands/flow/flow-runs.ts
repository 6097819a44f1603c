import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import { storedJson } from "../../adapters/postgres/stored-text.ts";
import type { FlowAction } from "../../domain/flow/actions.ts";
import type { FlowAnswer } from "../../domain/flow/answer.ts";

export interface FlowRun {
  readonly shopId: string;
  readonly runId: string;
  readonly action: FlowAction;
}

interface AnswerRow {
  readonly answer: FlowAnswer;
}

/**
 * Takes a run for the transaction under way: whoever asks for the same run
 * meanwhile waits for its end. The answer that the run has already; null where
 * it is ours to do.
 */
export async function beginRun(
  sql: Sql,
  { shopId, runId, action }: FlowRun,
): Promise<FlowAnswer | null> {
  const begun = await sql.execute(
    `INSERT INTO flow_run (shop_id, run_id, action, answer) VALUES ($1, $2, $3, '{}')
     ON CONFLICT DO NOTHING`,
    [shopId, runId, action],
  );
  return begun > 0 ? null : knownAnswer(sql, shopId, runId);
}

/** Keeps the answer, in the transaction of what was done. */
export async function answerRun(
  sql: Sql,
  { shopId, runId }: FlowRun,
  { answer, orderRecordId }: { readonly answer: FlowAnswer; readonly orderRecordId: string | null },
): Promise<void> {
  await sql.execute(
    "UPDATE flow_run SET answer = $3, order_record_id = $4 WHERE shop_id = $1 AND run_id = $2",
    [shopId, runId, storedJson(answer), orderRecordId],
  );
}

/** The answer of a run that was done; null where there is none. */
export async function knownAnswer(
  sql: Sql,
  shopId: string,
  runId: string,
): Promise<FlowAnswer | null> {
  const [row] = await sql.query<AnswerRow>(
    "SELECT answer FROM flow_run WHERE shop_id = $1 AND run_id = $2",
    [shopId, runId],
  );
  return row?.answer ?? null;
}
