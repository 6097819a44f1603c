import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Chance } from "../simulation/chance.ts";
import type { Draft } from "./input.ts";

type Header = Draft["headers"][number];

const CONTENT_TYPES = [
  "application/json; charset=utf-16",
  "application/json;charset=latin1",
  "text/plain",
  "multipart/form-data; boundary=x",
  "application/vnd.api+json",
  "APPLICATION/JSON",
  "",
  ";",
  "application/xml",
  "x".repeat(4000),
] as const;
const ODD_HEADERS: readonly [Header, ...Header[]] = [
  ["x-note", "\u00e9\u00ff"],
  ["x-long", "x".repeat(6000)],
  ["cookie", "a=b"],
  ["authorization-hint", "none"],
  ["__proto__", "x"],
  ["constructor", "x"],
  ["x-empty", ""],
  ["expect", "100-continue"],
  ["connection", "keep-alive, upgrade"],
  ["upgrade", "h2c"],
  ["te", "trailers"],
  ["forwarded", "for=127.0.0.1"],
  ["content-type", "application/json"],
  ["webhook-id", "a.b"],
  ["webhook-timestamp", "1e3"],
];
const BOMB = gzipSync(Buffer.alloc(8 * 1024 * 1024));

/** Changes around a signed request. What was signed stays as it is, so most must still be accepted or plainly refused. */
export function changeHead(chance: Chance, draft: Draft): Draft {
  const changes = [
    oddHeader,
    oddHeader,
    manyHeaders,
    oddType,
    oddMethod,
    oddPath,
    oddQuery,
    oddFraming,
  ] as const;
  return chance.pick(changes)(chance, draft);
}

/** A body that is packed, or said to be; called before the signature, which covers the bytes on the wire. */
export function packBody(chance: Chance, draft: Draft): Draft {
  const { body, must } = draft;
  const gzipped = gzipSync(body);
  const [encoding, packed, becomes] = chance.pick<Packing>([
    ["gzip", gzipped, must],
    ["x-gzip", gzipped, must],
    ["gzip", body, "be_answered"],
    ["gzip", gzipSync(gzipped), must],
    ["gzip", gzipped.subarray(0, 30), "be_answered"],
    ["br", brotliCompressSync(body.subarray(0, 1000)), "be_refused"],
    ["gzip, gzip", gzipped, "be_refused"],
    ["gzip", BOMB, "be_refused"],
  ]);
  const headers: Draft["headers"] = [...draft.headers, ["content-encoding", encoding]];
  return { ...draft, what: `content-encoding ${encoding}`, headers, body: packed, must: becomes };
}

type Packing = readonly [encoding: string, body: Buffer, must: Draft["must"]];

function oddHeader(chance: Chance, draft: Draft): Draft {
  const header = chance.pick(ODD_HEADERS);
  const isAlone = header[0] === "expect" || header[0] === "connection" || header[0] === "upgrade";
  return {
    ...draft,
    what: `header ${header[0]}`,
    headers: [...draft.headers, header],
    must: "be_answered",
    isAlone,
  };
}

function manyHeaders(chance: Chance, draft: Draft): Draft {
  const more = Array.from(
    { length: chance.between(50, 200) },
    (_, at) => [`x-${String(at)}`, "y"] as const,
  );
  return {
    ...draft,
    what: "many headers",
    headers: [...draft.headers, ...more],
    must: "be_answered",
    isAlone: true,
  };
}

function oddType(chance: Chance, draft: Draft): Draft {
  const others = draft.headers.filter(([name]) => name !== "content-type");
  const type = ["content-type", chance.pick(CONTENT_TYPES)] as const;
  return {
    ...draft,
    what: "content type",
    headers: chance.bool(0.2) ? others : [...others, type],
    must: "be_answered",
  };
}

function oddMethod(chance: Chance, draft: Draft): Draft {
  const method = chance.pick([
    "GET",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "post",
    "LOCK",
  ]);
  return { ...draft, what: "method", method, must: "be_answered", isAlone: true };
}

function oddPath(chance: Chance, draft: Draft): Draft {
  const path = chance.pick([
    "/webhooks/oms/",
    "/webhooks/oms/unknown-endpoint-key",
    "/webhooks/oms/..%2f..%2fetc",
    "/webhooks/oms/%00",
    `/webhooks/oms/${"x".repeat(5000)}`,
    `${draft.path}/more`,
    `${draft.path}%20`,
  ]);
  return { ...draft, what: "path", path, must: "be_refused" };
}

function oddQuery(chance: Chance, draft: Draft): Draft {
  const query = chance.pick([
    "?",
    "?a=%zz&%=1",
    "?token=x&token=y",
    `?${"a=b&".repeat(900)}`,
    "?__proto__[x]=1",
    "?signature=",
  ]);
  return { ...draft, what: "query", path: draft.path + query };
}

function oddFraming(chance: Chance, draft: Draft): Draft {
  const framings: readonly [Draft["headers"], ...Draft["headers"][]] = [
    [["content-length", String(draft.body.length + 50)]],
    [["content-length", "-1"]],
    [["content-length", "99999999999999999999"]],
    [
      ["content-length", String(draft.body.length)],
      ["content-length", String(draft.body.length)],
    ],
    [
      ["content-length", String(draft.body.length)],
      ["transfer-encoding", "chunked"],
    ],
    [["transfer-encoding", "chunked, gzip"]],
    [["transfer-encoding", "chunked"]],
    [["bad header", "x"]],
    [["x-nul", "\u0000"]],
    [["expect", "banana"]],
    [["host", "other.example.com"]],
  ];
  return {
    ...draft,
    what: "framing",
    headers: [...draft.headers, ...chance.pick(framings)],
    must: "end",
    isAlone: true,
  };
}
