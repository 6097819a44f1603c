import type { BadInput, ExpectedEnd } from "../bad-input.ts";

const TAKEN = { answer: { status: 202 }, stored: "as_sent" } as const;

function quarantined(code: string): { readonly ends: ExpectedEnd } {
  return { ends: { state: "quarantined", code } };
}

interface Text {
  readonly row: number;
  readonly title: string;
  readonly body: string | Uint8Array;
  readonly type?: string;
  /** Null: it is read, and waits for its order. */
  readonly code: string | null;
}

const ORDER = '"order":{"name":"#1001"},"status":"shipped"';

const TEXTS: readonly Text[] = [
  ...[
    `{${ORDER},}`,
    `{${ORDER},"n":NaN}`,
    "{'order':1}",
    `{${ORDER}} // done`,
    "{",
    "status=shipped",
  ].map((body) => ({
    row: 46,
    title: `JSON that is none: ${body.slice(-24)}`,
    body,
    code: "json_syntax",
  })),
  { row: 47, title: "a byte order mark before JSON", body: `\ufeff{${ORDER}}`, code: null },
  { row: 48, title: "UTF-16", body: Buffer.from(`\ufeff{${ORDER}}`, "utf16le"), code: "encoding" },
  {
    row: 49,
    title: "invalid UTF-8",
    body: Buffer.concat([
      Buffer.from(`{${ORDER},"note":"`),
      Buffer.from([0xc0, 0x80]),
      Buffer.from('"}'),
    ]),
    code: "encoding",
  },
  { row: 51, title: "a text alone", body: '"shipped"', code: "not_an_object" },
  { row: 51, title: "a number alone", body: "42", code: "not_an_object" },
  { row: 51, title: "null alone", body: "null", code: "not_an_object" },
  { row: 52, title: "an empty object", body: "{}", code: "missing_status" },
  {
    row: 53,
    title: "a mapped key twice",
    body: `{${ORDER},"status":"delivered"}`,
    code: "duplicate_key",
  },
  {
    row: 54,
    title: "__proto__ as a key",
    body: `{"__proto__":{"polluted":true},${ORDER}}`,
    code: null,
  },
  {
    row: 55,
    title: "70 levels deep",
    body: `{${ORDER},"deep":${"[".repeat(70)}${"]".repeat(70)}}`,
    code: "too_deep",
  },
  { row: 56, title: "a megabyte of spaces", body: " ".repeat(1024 * 1024 - 2), code: "empty_body" },
  {
    row: 57,
    title: "100,000 keys",
    body: `{${ORDER},${Array.from({ length: 100_000 }, (_, key) => `"${key.toString(36)}":0`).join(",")}}`,
    code: "too_large",
  },
  { row: 58, title: "a NUL in a text", body: `{${ORDER},"note":"a\\u0000b"}`, code: null },
  { row: 59, title: "half a surrogate pair", body: `{${ORDER},"note":"\\ud83d"}`, code: null },
  {
    row: 60,
    title: "a quantity of 1e400",
    body: `{${ORDER},"shipment":{"id":"S-1","lines":[{"sku":"A","quantity":1e400}]}}`,
    code: "quantity_invalid",
  },
  {
    row: 60,
    title: "a quantity of 1.5",
    body: `{${ORDER},"shipment":{"id":"S-1","lines":[{"sku":"A","quantity":1.5}]}}`,
    code: "quantity_invalid",
  },
  {
    row: 61,
    title: "an order id that JavaScript would round",
    body: '{"order":{"shopify_order_id":9007199254740993},"status":"shipped"}',
    code: null,
  },
  {
    row: 70,
    title: "XML where the mapping reads JSON",
    body: "<order><status>shipped</status></order>",
    code: "content_type_mismatch",
  },
];

/** Rows 46 to 71: bytes of the right sender that say nothing, or say it in a strange way. */
const TOLERANT: readonly BadInput[] = TEXTS.map(({ row, title, body, type, code }) => ({
  row,
  title,
  sends: (sender) =>
    sender.request({ body, ...(type === undefined ? {} : { headers: { "content-type": type } }) }),
  ...TAKEN,
  ...(code === null ? {} : quarantined(code)),
}));

/** What shows without applying the mapping, and is short enough to be looked at. */
const AT_SIGHT: ReadonlySet<string | null> = new Set([
  "json_syntax",
  "encoding",
  "not_an_object",
  "missing_status",
  "too_deep",
  "content_type_mismatch",
]);

/** One for each way to end. */
const OF_EACH_END = TEXTS.filter(
  ({ code }, at) => TEXTS.findIndex((one) => one.code === code) === at,
);

/** The same at an endpoint whose source asked to be told: kept and set aside alike. */
const STRICT: readonly BadInput[] = OF_EACH_END.map(({ row, title, body, code }) => ({
  row,
  title: `${title}, where the source is told`,
  sends: (sender) => sender.request({ body, to: "strict" }),
  stored: "as_sent",
  answer: code !== null && AT_SIGHT.has(code) ? { status: 422, unusable: code } : { status: 202 },
  ...(code === null ? {} : quarantined(code)),
}));

export const TEXT: readonly BadInput[] = [...TOLERANT, ...STRICT];
