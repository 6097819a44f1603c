import { brotliCompressSync, gzipSync } from "node:zlib";
import type { BadInput } from "../bad-input.ts";
import { BODY, KEYS } from "../sender.ts";

const MIB = 1024 * 1024;
const PATH = `/webhooks/oms/${KEYS.active}`;
const HEAD = "Host: handoff.example.com\r\nConnection: close\r\nContent-Type: application/json\r\n";

const MALFORMED = { status: 400, code: "malformed_request" } as const;
const NOTHING = { stored: "nothing" } as const;

/** Rows 1 to 29: what is wrong below the signature. */
export const HTTP: readonly BadInput[] = [
  ...["GET", "PUT", "DELETE", "PATCH"].map((method) => ({
    row: 1,
    title: `${method} instead of POST`,
    sends: (sender: Parameters<BadInput["sends"]>[0]) => sender.request({ method }),
    answer: { status: 405, code: "method_not_allowed", head: /allow: POST, OPTIONS/i },
    ...NOTHING,
  })),
  {
    row: 1,
    title: "HEAD instead of POST",
    sends: () => `HEAD ${PATH} HTTP/1.1\r\n${HEAD}\r\n`,
    answer: { status: 405, head: /allow: POST, OPTIONS/i },
    ...NOTHING,
  },
  {
    row: 2,
    title: "TRACE",
    sends: () => `TRACE ${PATH} HTTP/1.1\r\n${HEAD}\r\n`,
    answer: { status: 405, code: "method_not_allowed" },
    ...NOTHING,
  },
  {
    row: 3,
    title: "CONNECT",
    sends: () => `CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n`,
    answer: { status: 0 },
    ...NOTHING,
  },
  {
    row: 4,
    title: "OPTIONS gets no permission for other origins",
    sends: () => `OPTIONS ${PATH} HTTP/1.1\r\n${HEAD}Origin: https://evil.example\r\n\r\n`,
    answer: { status: 204, head: /^(?![\s\S]*access-control)/i },
    ...NOTHING,
  },
  {
    row: 5,
    title: "an endpoint that does not exist",
    sends: (sender) => sender.request({ path: "/webhooks/oms/key_of_no_endpoint" }),
    answer: { status: 404, code: "endpoint_not_found" },
    ...NOTHING,
  },
  {
    row: 5,
    title: "a stopped endpoint, signed by a stranger",
    sends: (sender) =>
      sender.request({ to: "stopped", secret: "whsec_c3RyYW5nZXJzdHJhbmdlcnN0cmFuZ2Vy" }),
    answer: { status: 404, code: "endpoint_not_found" },
    ...NOTHING,
  },
  {
    row: 6,
    title: "a stopped endpoint, signed rightly",
    sends: (sender) => sender.request({ to: "stopped" }),
    answer: { status: 410, code: "endpoint_stopped" },
    ...NOTHING,
  },
  {
    row: 6,
    title: "a paused endpoint",
    sends: (sender) => sender.request({ to: "paused" }),
    answer: { status: 202 },
    stored: "as_sent",
  },
  {
    row: 7,
    title: "no Host",
    sends: (sender) => sender.request({ headers: { host: null } }),
    answer: { status: 400 },
    ...NOTHING,
  },
  {
    row: 8,
    title: "two Hosts",
    sends: (sender) => sender.request({ moreHeaders: ["Host: other.example.com"] }),
    answer: { ...MALFORMED, message: /Host came twice/ },
    ...NOTHING,
  },
  { row: 9, title: "HTTP/0.9", sends: () => "GET /\r\n\r\n", answer: MALFORMED, ...NOTHING },
  {
    row: 10,
    title: "two equal Content-Lengths",
    sends: (sender) => sender.request({ moreHeaders: [`Content-Length: ${String(BODY.length)}`] }),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 10,
    title: "two different Content-Lengths",
    sends: (sender) => sender.request({ moreHeaders: ["Content-Length: 1"] }),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 11,
    title: "Content-Length and Transfer-Encoding",
    sends: (sender) => sender.request({ moreHeaders: ["Transfer-Encoding: chunked"] }),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 12,
    title: "Transfer-Encoding: chunked, gzip",
    sends: () =>
      `POST ${PATH} HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`,
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 13,
    title: "a chunk size that is no number",
    sends: () =>
      `POST ${PATH} HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n`,
    answer: MALFORMED,
    ...NOTHING,
  },
  ...["-1", "99999999999999999999", "0x10", "1 2"].map((length) => ({
    row: 14,
    title: `Content-Length: ${length}`,
    sends: () => `POST ${PATH} HTTP/1.1\r\n${HEAD}Content-Length: ${length}\r\n\r\n{}`,
    answer: MALFORMED,
    ...NOTHING,
  })),
  {
    row: 15,
    title: "a header of 17 kB",
    sends: (sender) => sender.request({ headers: { "x-large": "a".repeat(17 * 1024) } }),
    answer: { status: 431, code: "headers_too_large" },
    ...NOTHING,
  },
  {
    row: 16,
    title: "3,000 headers",
    sends: (sender) => sender.request({ moreHeaders: Array.from({ length: 3000 }, () => "a:b") }),
    answer: { status: 431, code: "headers_too_large" },
    ...NOTHING,
  },
  ...[
    ["a folded header", "X-Folded: one\r\n two"],
    ["a NUL in a header", "X-Nul: a\u0000b"],
    ["a space before the colon", "X-Space : a"],
    ["a bare line feed", "X-One: a\nX-Two: b"],
  ].map(([title = "", line = ""]) => ({
    row: 17,
    title,
    sends: (sender: Parameters<BadInput["sends"]>[0]) => sender.request({ moreHeaders: [line] }),
    answer: MALFORMED,
    ...NOTHING,
  })),
  {
    row: 18,
    title: "TLS on the plain port",
    sends: () => Buffer.from("16030100a5010000a10303", "hex"),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 19,
    title: "an expectation that nobody knows",
    sends: (sender) => sender.request({ headers: { expect: "banana" } }),
    answer: { status: 417, code: "expectation_failed" },
    ...NOTHING,
  },
  {
    row: 19,
    title: "Expect: 100-continue with a length over the limit is told before it sends",
    sends: () =>
      `POST ${PATH} HTTP/1.1\r\n${HEAD}Expect: 100-continue\r\nContent-Length: ${String(2 * MIB)}\r\n\r\n`,
    answer: { status: 413, code: "body_too_large" },
    ...NOTHING,
  },
  {
    row: 21,
    title: "an announced length over the limit is refused before it is read",
    sends: () => `POST ${PATH} HTTP/1.1\r\n${HEAD}Content-Length: ${String(MIB + 1)}\r\n\r\n`,
    answer: { status: 413, code: "body_too_large", head: /connection: close/i },
    ...NOTHING,
  },
  {
    row: 21,
    title: "a body one byte over the limit, in chunks that announce nothing",
    sends: (sender) => chunked(sender.request({ body: "" }), Buffer.alloc(MIB + 1, " ")),
    answer: { status: 413, code: "body_too_large", head: /connection: close/i },
    ...NOTHING,
  },
  {
    row: 22,
    title: "an empty body",
    sends: (sender) => sender.request({ body: "" }),
    answer: { status: 400, code: "empty_body" },
    ...NOTHING,
  },
  ...[
    null,
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
  ].map((type) => ({
    row: 23,
    title: `Content-Type ${type ?? "missing"}`,
    sends: (sender: Parameters<BadInput["sends"]>[0]) =>
      sender.request({ headers: { "content-type": type } }),
    answer: { status: 415, code: "content_type_not_supported", message: /application\/json/ },
    ...NOTHING,
  })),
  {
    row: 23,
    title: "JSON without a content type, where the endpoint takes any",
    sends: (sender) => sender.request({ to: "lenient", headers: { "content-type": null } }),
    answer: { status: 202 },
    stored: "as_sent",
  },
  ...["utf-16", "latin1", "windows-1252"].map((charset) => ({
    row: 24,
    title: `charset=${charset}`,
    sends: (sender: Parameters<BadInput["sends"]>[0]) =>
      sender.request({ headers: { "content-type": `application/json; charset=${charset}` } }),
    answer: { status: 415, code: "charset_not_supported" },
    ...NOTHING,
  })),
  ...["br", "deflate", "gzip, gzip", "zstd", "aws-chunked"].map((encoding) => ({
    row: 25,
    title: `Content-Encoding: ${encoding}`,
    sends: (sender: Parameters<BadInput["sends"]>[0]) =>
      sender.request({ body: brotliCompressSync(BODY), headers: { "content-encoding": encoding } }),
    answer: { status: 415, code: "content_encoding_not_supported" },
    ...NOTHING,
  })),
  {
    row: 25,
    title: "gzip that is none",
    sends: (sender) => sender.request({ headers: { "content-encoding": "gzip" } }),
    answer: { status: 400, code: "content_encoding_malformed" },
    ...NOTHING,
  },
  {
    row: 25,
    title: "a gzip bomb",
    sends: (sender) =>
      sender.request({
        body: gzipSync(Buffer.alloc(100 * MIB)),
        headers: { "content-encoding": "gzip" },
      }),
    answer: { status: 413, code: "body_too_large" },
    ...NOTHING,
  },
  {
    row: 25,
    title: "honest gzip",
    sends: (sender) =>
      sender.request({ body: gzipSync(BODY), headers: { "content-encoding": "gzip" } }),
    answer: { status: 202 },
    stored: "as_sent",
  },
  {
    row: 29,
    title: "an address of 5,000 characters",
    sends: (sender) => sender.request({ path: `${PATH}?${"a".repeat(5000)}` }),
    answer: { status: 414, code: "address_too_long" },
    ...NOTHING,
  },
  ...[
    "/webhooks/oms/%00",
    `/webhooks/oms/..%2f${KEYS.active}`,
    `/webhooks/oms/${KEYS.active}/`,
    "/webhooks/oms/",
  ].map((path) => ({
    row: 29,
    title: `the address ${path}`,
    sends: (sender: Parameters<BadInput["sends"]>[0]) => sender.request({ path }),
    answer: { status: 404, code: "endpoint_not_found" },
    ...NOTHING,
  })),
];

function chunked(request: Buffer, body: Buffer): Buffer {
  const head = request.toString().replace(/content-length: 0/i, "transfer-encoding: chunked");
  return Buffer.concat([
    Buffer.from(`${head}${body.length.toString(16)}\r\n`),
    body,
    Buffer.from("\r\n0\r\n\r\n"),
  ]);
}
