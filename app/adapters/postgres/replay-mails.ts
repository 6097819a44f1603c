import type { Mail } from "../../domain/backtest/outcome.ts";
import type { Notice } from "../../domain/backtest/side.ts";
import type { Sql } from "./sql-connection.ts";

/** Every mail that the replay of a check's messages may cause. */
export async function mailsOfCheck(
  sql: Sql,
  { shopId, runId }: { readonly shopId: string; readonly runId: string },
): Promise<readonly Mail[]> {
  const rows = await sql.query<{ readonly notices: readonly Notice[] }>(
    `SELECT compared #> '{draft,notices}' AS notices FROM run_order
     WHERE shop_id = $1 AND run_id = $2 AND draft_mails > 0`,
    [shopId, runId],
  );
  return rows.flatMap(({ notices }) =>
    notices
      .filter(({ isMailed }) => isMailed)
      .map(({ kind, happenedAt }) => ({ kind, happenedAt })),
  );
}
