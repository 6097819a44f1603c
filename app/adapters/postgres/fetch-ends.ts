import { thinWebhookState } from "../../domain/fetched-part.ts";
import type { FetchPart } from "../../domain/fetched-part.ts";
import type { MappingProblem } from "../../domain/mapping/interpret.ts";
import type { ClaimedFetch, FetchDelay, FetchEnd } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

interface WebhookRow {
  readonly message_id: string;
}

/** Gives the fetch back for later, and tells why. */
export async function postponeFetch(
  sql: Sql,
  claim: ClaimedFetch,
  { seconds, status, reason, cause }: FetchDelay,
): Promise<void> {
  const released = await sql.query<{ source_id: string }>(
    `UPDATE fetch_task SET lease_token = NULL, due_at = now() + make_interval(secs => $4),
       attempts = CASE $5 WHEN 'surprise' THEN attempts WHEN 'passing' THEN attempts - 1 ELSE 0 END,
       lost = CASE $5 WHEN 'passing' THEN lost ELSE 0 END
     WHERE shop_id = $1 AND fetch_id = $2 AND lease_token = $3 RETURNING source_id`,
    [claim.shopId, claim.fetchId, claim.leaseToken, seconds, cause],
  );
  const [task] = released;
  if (task === undefined) return;
  const [webhook] = await sql.query<WebhookRow>(
    `UPDATE message_fetch SET tries = tries + $3, status = $4, reason_code = $5, reason_detail = $6,
       updated_at = now()
     WHERE shop_id = $1 AND id = $2 RETURNING message_id`,
    [
      claim.shopId,
      claim.fetchId,
      cause === "failed_try" ? 1 : 0,
      status,
      reason.code,
      storedText(reason.detail),
    ],
  );
  if (cause === "limited") await pauseSource(sql, { ...claim, sourceId: task.source_id, seconds });
  if (webhook !== undefined) await writeWebhookState(sql, claim.shopId, webhook.message_id);
}

/** None of the source's waiting fetches is made before the source allows it again. */
async function pauseSource(
  sql: Sql,
  { shopId, sourceId, seconds }: { shopId: string; sourceId: string; seconds: number },
): Promise<void> {
  await sql.execute(
    `UPDATE fetch_task SET due_at = now() + make_interval(secs => $3)
     WHERE shop_id = $1 AND fetch_id IN (
       SELECT fetch_id FROM fetch_task
       WHERE shop_id = $1 AND source_id = $2 AND lease_token IS NULL
         AND due_at < now() + make_interval(secs => $3)
       FOR UPDATE SKIP LOCKED)`,
    [shopId, sourceId, seconds],
  );
}

/** Writes how a fetch ended, and where its webhook stands then. */
export async function endFetch(sql: Sql, claim: ClaimedFetch, end: FetchEnd): Promise<void> {
  const ended = await sql.execute(
    "DELETE FROM fetch_task WHERE shop_id = $1 AND fetch_id = $2 AND lease_token = $3",
    [claim.shopId, claim.fetchId, claim.leaseToken],
  );
  if (ended === 0) return;
  const reason = end.state === "failed" ? end.reason : null;
  const [webhook] = await sql.query<WebhookRow>(
    `UPDATE message_fetch SET state = $3, status = $4, reason_code = $5, reason_detail = $6,
       result_id = $7, updated_at = now()
     WHERE shop_id = $1 AND id = $2 RETURNING message_id`,
    [
      claim.shopId,
      claim.fetchId,
      end.state,
      end.status,
      reason?.code ?? null,
      reason === null ? null : storedText(reason.detail),
      end.state === "fetched" ? end.resultId : null,
    ],
  );
  if (webhook !== undefined) await writeWebhookState(sql, claim.shopId, webhook.message_id);
}

interface PartRow {
  readonly state: FetchPart["state"];
  readonly reason_code: string | null;
  readonly reason_detail: string | null;
}

/** The state of a thin webhook from all its fetches. One that was replayed meanwhile stays superseded. */
export async function writeWebhookState(
  sql: Sql,
  shopId: string,
  messageId: string,
): Promise<void> {
  // Two fetches of one webhook may end at once: the last one sees both.
  const [webhook] = await sql.query<{ problems: readonly MappingProblem[] }>(
    `SELECT problems FROM interpretation WHERE shop_id = $1 AND message_id = $2
       AND state IN ('waiting', 'quarantined') FOR UPDATE`,
    [shopId, messageId],
  );
  if (webhook === undefined) return;
  const rows = await sql.query<PartRow>(
    `SELECT state, reason_code, reason_detail FROM message_fetch
     WHERE shop_id = $1 AND message_id = $2 ORDER BY id`,
    [shopId, messageId],
  );
  const { state, reason } = thinWebhookState(rows.map(toPart), webhook.problems);
  await sql.execute(
    `UPDATE interpretation SET state = $3, reason_code = $4, reason_detail = $5, updated_at = now()
     WHERE shop_id = $1 AND message_id = $2`,
    [shopId, messageId, state, reason.code, storedText(reason.detail)],
  );
}

function toPart({ state, reason_code: code, reason_detail: detail }: PartRow): FetchPart {
  return { state, reason: code === null || detail === null ? null : { code, detail } };
}
