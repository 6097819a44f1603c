import { createHmac } from "node:crypto";
import type { BadInput } from "../bad-input.ts";
import { BODY, secretOf } from "../sender.ts";
import type { Sender } from "../sender.ts";

const NOTHING = { stored: "nothing" } as const;
const MISSING = { status: 401, code: "signature_missing" } as const;
const MALFORMED = { status: 401, code: "signature_malformed" } as const;
const MISMATCH = { status: 401, code: "signature_mismatch" } as const;
const BAD_TIME = { status: 401, code: "timestamp_invalid" } as const;
const BAD_ID = { status: 401, code: "id_invalid" } as const;

function withSignature(make: (mac: string, sender: Sender) => string): BadInput["sends"] {
  return (sender) =>
    sender.request({ headers: { "webhook-signature": make(sender.mac(), sender) } });
}

/** Rows 30 to 45: who did not prove to be the source, and who did. */
export const SIGNATURE: readonly BadInput[] = [
  {
    row: 30,
    title: "no signature",
    sends: (sender) => sender.request({ headers: { "webhook-signature": null } }),
    answer: MISSING,
    ...NOTHING,
  },
  {
    row: 31,
    title: "an empty signature",
    sends: withSignature(() => ""),
    answer: { status: 401 },
    ...NOTHING,
  },
  {
    row: 32,
    title: "a version without a signature",
    sends: withSignature(() => "v1,"),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 33,
    title: "half a signature",
    sends: withSignature((mac) => `v1,${mac.slice(0, 22)}`),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 34,
    title: "a signature that is no base64",
    sends: withSignature((mac) => `v1,${mac.slice(0, -4)}?!*=`),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 35,
    title: "the right MAC in hexadecimal instead of base64",
    sends: withSignature((mac) => `v1,${Buffer.from(mac, "base64").toString("hex")}`),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 35,
    title: "the right MAC in base64 instead of hexadecimal",
    sends: (sender) => hexSigned(sender, "base64"),
    answer: MALFORMED,
    ...NOTHING,
  },
  {
    row: 36,
    title: "the right MAC of another body",
    sends: withSignature((_mac, sender) => `v1,${sender.mac({ body: "{}" })}`),
    answer: MISMATCH,
    ...NOTHING,
  },
  {
    row: 37,
    title: "the secret of another shop's endpoint",
    sends: (sender) => sender.request({ secret: secretOf("otherShop") }),
    answer: MISMATCH,
    ...NOTHING,
  },
  {
    row: 38,
    title: "the old secret within its grace",
    sends: (sender) => sender.request({ secret: secretOf("graced") }),
    answer: { status: 202 },
    stored: "as_sent",
  },
  {
    row: 38,
    title: "the old secret after its grace",
    sends: (sender) => sender.request({ secret: secretOf("expired") }),
    answer: MISMATCH,
    ...NOTHING,
  },
  ...[-360, 360].map((skew) => ({
    row: 39,
    title: `a timestamp ${skew < 0 ? "6 minutes old" : "6 minutes ahead"}`,
    sends: (sender: Sender) => sender.request({ skew }),
    answer: { status: 401, code: "timestamp_out_of_tolerance", message: /\d{4}-\d\d-\d\dT/ },
    ...NOTHING,
  })),
  ...["1e3", "123.0", "0x64", "-5", "tomorrow", ""].map((timestamp) => ({
    row: 40,
    title: `the timestamp ${JSON.stringify(timestamp)}`,
    sends: (sender: Sender) => sender.request({ timestamp }),
    answer: timestamp === "" ? { status: 401 } : BAD_TIME,
    ...NOTHING,
  })),
  {
    row: 40,
    title: "a timestamp in milliseconds gets a hint",
    sends: (sender) => sender.request({ timestamp: String(sender.now * 1000) }),
    answer: { ...BAD_TIME, message: /millisecond/i },
    ...NOTHING,
  },
  ...["a.1", "i".repeat(500), "msg 1"].map((id) => ({
    row: 41,
    title: `the id ${id.slice(0, 20)}`,
    sends: (sender: Sender) => sender.request({ id }),
    answer: BAD_ID,
    ...NOTHING,
  })),
  {
    row: 42,
    title: "five signatures, one right",
    sends: withSignature((mac, sender) => [...wrong(sender, 4), `v1,${mac}`].join(" ")),
    answer: { status: 202 },
    stored: "as_sent",
  },
  {
    row: 42,
    title: "ten signatures, one right",
    sends: withSignature((mac, sender) => [...wrong(sender, 9), `v1,${mac}`].join(" ")),
    answer: { status: 400, code: "too_many_signatures" },
    ...NOTHING,
  },
  {
    row: 43,
    title: "the signature header twice",
    sends: (sender) => sender.request({ moreHeaders: [`Webhook-Signature: v1,${sender.mac()}`] }),
    answer: { status: 400, code: "duplicate_header" },
    ...NOTHING,
  },
  ...["v2", "none", "v1a", "sha1"].map((version) => ({
    row: 44,
    title: `a signature of version ${version}`,
    sends: withSignature((mac) => `${version},${mac}`),
    answer: { status: 401 },
    ...NOTHING,
  })),
];

function wrong(sender: Sender, count: number): string[] {
  return Array.from(
    { length: count },
    (_, at) => `v1,${sender.mac({ body: `other ${String(at)}` })}`,
  );
}

function hexSigned(sender: Sender, encoding: "hex" | "base64"): Buffer {
  const key = secretOf("hex");
  const mac = createHmac("sha256", key).update(BODY).digest(encoding);
  return sender.request({ to: "hex", headers: { "x-oms-signature": mac } });
}
