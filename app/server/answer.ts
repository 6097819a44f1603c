import type { ServerResponse } from "node:http";
import type { Refusal, RefusalCode } from "../pipeline/intake/refusal.ts";
import type { Exchange } from "./exchange.ts";

/** Exhaustive: a new refusal does not compile until it has a status. */
const STATUS_OF = {
  malformed_request: 400,
  empty_body: 400,
  duplicate_header: 400,
  too_many_signatures: 400,
  content_encoding_malformed: 400,
  signature_missing: 401,
  signature_malformed: 401,
  signature_mismatch: 401,
  timestamp_invalid: 401,
  timestamp_out_of_tolerance: 401,
  id_invalid: 401,
  key_unknown: 401,
  endpoint_not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  endpoint_stopped: 410,
  body_too_large: 413,
  address_too_long: 414,
  content_type_not_supported: 415,
  charset_not_supported: 415,
  content_encoding_not_supported: 415,
  expectation_failed: 417,
  rate_limited: 429,
  too_many_bad_signatures: 429,
  headers_too_large: 431,
  overloaded: 503,
  keys_unavailable: 503,
  inbox_unavailable: 503,
} as const satisfies Record<RefusalCode, number>;

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Writes a JSON answer, its text already made. */
export function answerJson(
  response: ServerResponse,
  status: number,
  { text, headers = [] }: { readonly text: string; readonly headers?: HeaderList },
): void {
  answerText(response, status, { text, contentType: "application/json", headers });
}

/** Writes an answer of any type, its text already made. */
export function answerText(
  response: ServerResponse,
  status: number,
  {
    text,
    contentType,
    headers,
  }: { readonly text: string; readonly contentType: string; readonly headers: HeaderList },
): void {
  const list = ["content-type", contentType, "content-length", String(Buffer.byteLength(text))];
  for (const [name, value] of headers) list.push(name, value);
  response.writeHead(status, list).end(text);
}

function refusalText(refusal: Refusal): string {
  return JSON.stringify({ error: { code: refusal.code, message: refusal.message } });
}

function refusalHeaders(refusal: Refusal): HeaderList {
  return refusal.retryAfterSeconds === null
    ? []
    : [["retry-after", String(refusal.retryAfterSeconds)]];
}

/** Answers a refusal whose request was read to its end or has no body. */
export function answerRefusal(
  response: ServerResponse,
  refusal: Refusal,
  headers: HeaderList = [],
): void {
  answerJson(response, STATUS_OF[refusal.code], {
    text: refusalText(refusal),
    headers: [...refusalHeaders(refusal), ...headers],
  });
}

const LINGER_MILLISECONDS = 1000;

/**
 * Refuses a request whose body is still coming, and closes the connection.
 *
 * To close at once with bytes unread would reset the connection, and the
 * sender would see the reset and not the answer; so the rest is thrown away
 * for a moment first.
 */
export function refuseAndClose(
  exchange: Exchange,
  refusal: Refusal,
  headers: HeaderList = [],
): void {
  const { request, response } = exchange;
  const { socket } = request;
  if (request.complete || response.socket === null) {
    answerRefusal(response, refusal, [["connection", "close"], ...headers]);
    return;
  }
  socket.end(rawAnswer(refusal, headers));
  request.resume();
  const close = () => {
    socket.destroy();
  };
  const timer = setTimeout(close, LINGER_MILLISECONDS);
  request.once("end", close);
  socket.once("close", () => {
    clearTimeout(timer);
  });
}

/** A whole answer as it goes over the wire, for connections without a response object. */
export function rawAnswer(refusal: Refusal, headers: HeaderList = []): string {
  const text = refusalText(refusal);
  const status = STATUS_OF[refusal.code];
  const list = [...refusalHeaders(refusal), ...headers].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return (
    `HTTP/1.1 ${String(status)} ${REASONS[status]}\r\n` +
    `content-type: application/json\r\ncontent-length: ${String(Buffer.byteLength(text))}\r\n` +
    `${list.join("")}connection: close\r\n\r\n${text}`
  );
}

const REASONS: Readonly<Record<(typeof STATUS_OF)[RefusalCode], string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  410: "Gone",
  413: "Payload Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  417: "Expectation Failed",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  503: "Service Unavailable",
};
