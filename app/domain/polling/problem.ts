/** Why a poll could not go on; nothing behind it was lost, the next poll begins where this one stood. */
export interface PollProblem {
  readonly code: PollProblemCode;
  /** One or two sentences for the merchant: what is wrong, and what to do. */
  readonly detail: string;
}

export const POLL_PROBLEM_CODES = [
  "auth_failed",
  "login_page",
  "token_missing",
  "input_missing",
  "redirected",
  "address_blocked",
  "tls_refused",
  "not_found",
  "refused",
  "server_error",
  "unreachable",
  "timeout",
  "too_large",
  "unreadable",
  "records_missing",
  "time_unreadable",
  "page_repeats",
  "next_elsewhere",
  "failed",
  "inbox_full",
  "interrupted",
] as const;

export type PollProblemCode = (typeof POLL_PROBLEM_CODES)[number];

/** Whether somebody has to change something: asking again, with the same credentials, only locks accounts. */
export function needsCredentials({ code }: PollProblem): boolean {
  return (
    code === "auth_failed" ||
    code === "login_page" ||
    code === "token_missing" ||
    code === "input_missing"
  );
}
