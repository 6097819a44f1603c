import type { Mail } from "../../domain/backtest/outcome.ts";
import type { Notice } from "../../domain/backtest/side.ts";
import type { FoundMails } from "../../domain/run/replay.ts";
import type { Sql } from "./sql-connection.ts";

interface CheckPlace {
  readonly shopId: string;
  readonly runId: string;
}

/** Every mail that the replay of a check's messages may cause, or the backfill after a trial. */
export async function mailsOfCheck(sql: Sql, place: CheckPlace): Promise<FoundMails> {
  return { mails: await foundMails(sql, place), unseen: await unseenMessages(sql, place) };
}

async function foundMails(sql: Sql, { shopId, runId }: CheckPlace): Promise<readonly Mail[]> {
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

async function unseenMessages(sql: Sql, { shopId, runId }: CheckPlace): Promise<number> {
  const [row] = await sql.query<{ readonly unseen: number }>(
    `SELECT coalesce((summary ->> 'unseen')::int, 0) AS unseen FROM run
     WHERE shop_id = $1 AND id = $2`,
    [shopId, runId],
  );
  return row?.unseen ?? 0;
}
