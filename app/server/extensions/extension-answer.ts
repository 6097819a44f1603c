import { answerJson, type HeaderList } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/**
 * Extensions run in a worker without an origin, or on Shopify's own; they
 * prove themselves by a token and send no cookie, so every origin may ask.
 */
const CORS: HeaderList = [
  ["access-control-allow-origin", "*"],
  ["cache-control", "no-store"],
  ["x-content-type-options", "nosniff"],
];

const PREFLIGHT: HeaderList = [
  ["access-control-allow-origin", "*"],
  ["access-control-allow-methods", "GET, POST, OPTIONS"],
  ["access-control-allow-headers", "authorization, content-type"],
  ["access-control-max-age", "7200"],
];

/** Each problem with its status and what to do about it. */
const PROBLEMS = {
  token_invalid: [401, "The session token is missing, ended or not for this app: get a new one."],
  staff_only: [403, "Only staff of the shop may ask this, from the Shopify admin."],
  order_unknown: [404, "No system has told of such an order yet."],
  not_found: [404, "There is nothing at this address."],
  method_not_allowed: [405, "This address does not take this method."],
  nothing_to_replay: [409, "No message of this order is left to replay."],
  too_many_messages: [409, "The order has too many messages: replay them in the app."],
  rate_limited: [429, "Too many requests: ask again in a moment."],
  unavailable: [503, "The status cannot be read now: ask again in a moment."],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ExtensionProblem = keyof typeof PROBLEMS;

export function answerPreflight({ response }: Exchange): void {
  response.writeHead(204, PREFLIGHT.flat()).end();
}

export function answerValue({ response }: Exchange, status: number, value: unknown): void {
  answerJson(response, status, { text: JSON.stringify(value), headers: CORS });
}

export function answerProblem(
  { response }: Exchange,
  code: ExtensionProblem,
  headers: HeaderList = [],
): void {
  const [status, message] = PROBLEMS[code];
  const text = JSON.stringify({ error: { code, message } });
  answerJson(response, status, { text, headers: [...CORS, ...headers] });
}
