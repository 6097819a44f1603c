import type { Database } from "../adapters/postgres/database.ts";
import { mailsOfCheck } from "../adapters/postgres/replay-mails.ts";
import type { Instant } from "../domain/instant.ts";
import { countMails, type MailCount, type ReplayNotices } from "../domain/run/replay.ts";

/** How many mails a checked replay or a tried backfill may cause, by what customers are told of. */
export async function replayMails(
  database: Database,
  { shopId, runId }: { readonly shopId: string; readonly runId: string },
  now: Instant,
): Promise<Readonly<Record<ReplayNotices, MailCount>>> {
  const found = await database.forShop(shopId, (sql) => mailsOfCheck(sql, { shopId, runId }));
  return {
    recent: countMails(found, "recent", now),
    none: countMails(found, "none", now),
    rules: countMails(found, "rules", now),
  };
}
