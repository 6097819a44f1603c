import type { SourcePage } from "./answer.ts";
import { excerptOf } from "./page-document.ts";
import type { PollProblem, PollProblemCode } from "./problem.ts";

/** What a status that is no success means; null for a success. Waits (429) are told apart before. */
export function statusProblem(page: SourcePage): PollProblem | null {
  const { status } = page;
  if (status >= 200 && status < 300) return null;
  const code = codeOf(status);
  const said = excerptOf(page);
  const detail = `${ADVICE[code]} (HTTP ${String(status)}${said === "" ? "" : `: ${said}`})`;
  return { code, detail };
}

type StatusCode = Extract<
  PollProblemCode,
  "auth_failed" | "not_found" | "refused" | "server_error" | "redirected"
>;

function codeOf(status: number): StatusCode {
  if (status === 401 || status === 403 || status === 407) return "auth_failed";
  if (status === 404 || status === 410) return "not_found";
  if (status >= 300 && status < 400) return "redirected";
  return status >= 500 ? "server_error" : "refused";
}

const ADVICE: Readonly<Record<StatusCode, string>> = {
  auth_failed:
    "The source refused the credentials. Enter valid ones, with the right to read orders.",
  not_found: "The source has nothing at this address. Check the base URL and the path.",
  refused: "The source refused the request. Check the parameters of the poller.",
  server_error: "The source failed. Handoff asks again later; nothing is lost.",
  redirected:
    "The source sent the request elsewhere, which is never followed. Enter the address that it leads to.",
};
