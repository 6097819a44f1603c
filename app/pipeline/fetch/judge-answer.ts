import type { Instant } from "../../domain/instant.ts";
import { epochOf } from "../../domain/instant.ts";
import type { AnsweredRequest, FetchDelay, FetchEnd, SourceAnswer } from "../ports.ts";

/** What to do after an answer: keep its body, end the fetch, or try again later. */
export type FetchVerdict =
  | { readonly kind: "record"; readonly answer: AnsweredRequest }
  | { readonly kind: "end"; readonly end: FetchEnd }
  | { readonly kind: "later"; readonly delay: FetchDelay };

/** Seconds to the next try, by the tries that failed before: three quarters of an hour in all. */
const DELAYS = [5, 30, 120, 600, 1_800] as const;
const LONGEST_WAIT_SECONDS = 3_600;
/** Where a source limits its callers without saying how long. */
const LIMITED_SECONDS = 60;

/** Judges an answer; `tries` are those that failed before it. */
export function judgeAnswer(answer: SourceAnswer, tries: number, now: Instant): FetchVerdict {
  switch (answer.outcome) {
    case "answered":
      return judgeStatus(answer, tries, now);
    case "blocked":
      return failed("fetch_blocked", `${answer.detail} Correct the base URL, then replay.`);
    case "redirected":
      return failed(
        "fetch_redirected",
        `The source answered with a redirect to ${hostOf(answer.location)}. Enter that address as the base URL, then replay.`,
      );
    case "too_large":
      return failed(
        "fetch_too_large",
        `The answer has more than ${String(Math.floor(answer.maxBytes / 1024))} KB. Have the mapping ask for less.`,
      );
    case "tls_refused":
      return tryAgain(tries, { code: "fetch_tls", detail: answer.detail });
    case "unreachable":
      return tryAgain(tries, { code: "fetch_unreachable", detail: answer.detail });
    case "timeout":
      return tryAgain(tries, {
        code: "fetch_timeout",
        detail: `The source did not answer within ${String(answer.seconds)} s.`,
      });
    case "malformed":
      return tryAgain(tries, { code: "fetch_malformed", detail: answer.detail });
  }
}

function judgeStatus(answer: AnsweredRequest, tries: number, now: Instant): FetchVerdict {
  const { status, body, headers } = answer;
  const said = `The source answered ${String(status)}.`;
  if (status === 204 || (status < 300 && body.length === 0)) {
    return { kind: "end", end: { state: "empty", status } };
  }
  if (status < 300) {
    if (!isPage(headers)) return { kind: "record", answer };
    const detail = "The source answered with a web page, as it does where one must log in.";
    return tryAgain(tries, { code: "fetch_no_data", detail }, status);
  }
  if (status === 401 || status === 403) {
    return failed(
      "fetch_unauthorized",
      `The source refused the credentials (${String(status)}). Enter valid ones, with the right to read orders.`,
      status,
    );
  }
  if (status === 429) return limited(headers, now);
  if (status === 404 || status === 410) {
    const detail = `${said} What the webhook points to is not there.`;
    return tryAgain(tries, { code: "fetch_not_found", detail }, status);
  }
  return status >= 500 || status === 408 || status === 425
    ? tryAgain(tries, { code: "fetch_failed", detail: said }, status)
    : failed("fetch_failed", `${said} Check the fetch part of the mapping, then replay.`, status);
}

function isPage(headers: AnsweredRequest["headers"]): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers["content-type"] ?? "");
}

function failed(
  code: string,
  detail: string,
  status: number | null = null,
): Extract<FetchVerdict, { kind: "end" }> {
  return { kind: "end", end: { state: "failed", status, reason: { code, detail } } };
}

/** Tries again, unless this was the last try. */
export function tryAgain(
  tries: number,
  { code, detail }: { readonly code: string; readonly detail: string },
  status: number | null = null,
): Exclude<FetchVerdict, { kind: "record" }> {
  const seconds = DELAYS[tries];
  if (seconds === undefined) {
    const after = `${detail} Handoff tried ${String(tries + 1)} times. Replay it once the source is well.`;
    return failed(code, after, status);
  }
  const reason = { code, detail: `${detail} Handoff tries again in ${inWords(seconds)}.` };
  return { kind: "later", delay: { seconds, status, reason, cause: "failed_try" } };
}

/** Being told to wait is no failed try: many webhooks at once may have to stand in line for long. */
function limited(headers: AnsweredRequest["headers"], now: Instant): FetchVerdict {
  const seconds = Math.min(
    Math.max(retryAfter(headers["retry-after"] ?? "", now) ?? LIMITED_SECONDS, 1),
    LONGEST_WAIT_SECONDS,
  );
  const detail = `The source limits how often it is asked. Handoff goes on in ${inWords(seconds)}.`;
  const reason = { code: "fetch_limited", detail };
  return { kind: "later", delay: { seconds, status: 429, reason, cause: "limited" } };
}

/** RFC 9110: seconds, or an HTTP date. */
function retryAfter(text: string, now: Instant): number | null {
  if (/^\s*\d{1,6}\s*$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.ceil((at - epochOf(now)) / 1000);
}

function inWords(seconds: number): string {
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}

function hostOf(location: string | null): string {
  return URL.parse(location ?? "")?.host ?? "another address";
}
