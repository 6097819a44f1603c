import type { Account } from "./account.ts";
import type { Attempt, OmsEvent } from "./event.ts";
import { strikes } from "./faults.ts";
import { signedHeaders } from "./sign.ts";

const ANSWER_CHARACTERS = 500;

/** What one POST needs beside the event. */
export interface Posting {
  readonly number: number;
  readonly copy: number;
  readonly sentAt: Date;
  readonly timeoutMilliseconds: number;
}

type Answer = Pick<Attempt, "responseCode" | "answer">;

/** Sends an event once; no answer, a timeout or a lost answer is an attempt without a code. */
export async function post(account: Account, event: OmsEvent, posting: Posting): Promise<Attempt> {
  const url = targetOf(account);
  const started = performance.now();
  const answer = await answerTo(wayTo(url, account), requestFor(account, event, posting));
  return {
    number: posting.number,
    copy: posting.copy,
    sentAt: posting.sentAt.toISOString(),
    url,
    ...(strikes(account.faults, "lose_answer") ? LOST : answer),
    durationMilliseconds: Math.round(performance.now() - started),
  };
}

const LOST: Answer = { responseCode: null, answer: "the connection broke before the answer came" };

function targetOf(account: Account): string {
  const url = account.webhook.url ?? "";
  return strikes(account.faults, "wrong_url") ? `${url}-moved` : url;
}

/** The receiver's address, or what the name leads to: a gateway before it. */
function wayTo(url: string, { webhook: { gateway } }: Account): string {
  if (gateway === null || !URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return `${gateway}${pathname}${search}`;
}

function requestFor(account: Account, event: OmsEvent, posting: Posting): RequestInit {
  const { secret, signing } = account.webhook;
  const wrong = strikes(account.faults, "wrong_signature");
  const key = {
    signing,
    secret: wrong ? "c29tZSBvdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMhISE=" : (secret ?? ""),
  };
  const headers = signedHeaders(event, key, posting.sentAt);
  headers.set("content-type", "application/json");
  headers.set("user-agent", "SandboxOMS/1.0");
  return {
    method: "POST",
    headers,
    body: event.body,
    redirect: "manual",
    signal: AbortSignal.timeout(posting.timeoutMilliseconds),
  };
}

async function answerTo(url: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, request);
    return {
      responseCode: response.status,
      answer: (await response.text()).slice(0, ANSWER_CHARACTERS),
    };
  } catch (error) {
    return { responseCode: null, answer: causeOf(error) };
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
