import { mailsOfCheck } from "../adapters/postgres/replay-mails.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { epochOf, type Instant, instantOf } from "../domain/instant.ts";
import { countMails, type MailChoice, needsConsent } from "../domain/run/replay.ts";
import type { RunState } from "../domain/run/run.ts";

/** Why what was looked at may not begin. */
export type CheckRefused =
  /** So many mails, or such old ones, are not sent without a yes. */
  | { readonly outcome: "consent_needed"; readonly mails: number }
  /** The look is not done, or so long ago that orders look otherwise now. */
  | { readonly outcome: "check_again" }
  | { readonly outcome: "not_found" };

/** The run that looked. */
export interface CheckRow {
  readonly id: string;
  readonly state: RunState;
  readonly ended_at: Date | null;
}

const CHECK_SECONDS = 3600;

/** Null where the look is fresh, and its mails few and young or agreed to. */
export async function refusalOf(
  sql: Sql,
  {
    shopId,
    check,
    now,
  }: { readonly shopId: string; readonly check: CheckRow; readonly now: Instant },
  { notices, consent }: MailChoice,
): Promise<CheckRefused | null> {
  if (!isFresh(check, now)) return { outcome: "check_again" };
  const mails = countMails(await mailsOfCheck(sql, { shopId, runId: check.id }), notices, now);
  return needsConsent(mails) && consent !== "given"
    ? { outcome: "consent_needed", mails: mails.all }
    : null;
}

function isFresh({ state, ended_at: endedAt }: CheckRow, now: Instant): boolean {
  if (state !== "done" || endedAt === null) return false;
  return epochOf(now) - epochOf(instantOf(endedAt.getTime())) < CHECK_SECONDS * 1000;
}
