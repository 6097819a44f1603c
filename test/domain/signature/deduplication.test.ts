import { describe, expect, it } from "vitest";

import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { readBodyText } from "../../../app/domain/mapping/read-body-text.ts";
import { deduplicator } from "../../../app/domain/signature/deduplication.ts";
import type { DeduplicationRule } from "../../../app/domain/signature/deduplication.ts";
import { request } from "./signing.ts";

const keyOf = deduplicator(cryptography, readBodyText);

function key(
  rule: DeduplicationRule,
  body: string,
  extra: { headers?: Record<string, string>; signedId?: string } = {},
) {
  const { headers = {}, signedId = null } = extra;
  return keyOf(rule, {
    endpointId: "endpoint-1",
    request: request(headers, Buffer.from(body)),
    signedId,
  });
}

describe("the deduplication key", () => {
  it("is the id that was signed", () => {
    expect(key({ from: "signed_id" }, "{}", { signedId: "msg_1" })).toBe("id:msg_1");
  });

  it("is a header, whatever its case", () => {
    const headers = { "X-Event-Id": " evt-7 " };
    expect(key({ from: "header", name: "x-event-id" }, "{}", { headers })).toBe("id:evt-7");
  });

  it.each([
    ["JSON", '{"event":{"id":"evt-7"}}', "$.event.id", "id:evt-7"],
    [
      "a number that JavaScript would round",
      '{"id":12345678901234567890}',
      "$.id",
      "id:12345678901234567890",
    ],
    ["XML", "<event><id>7</id></event>", "$.event.id", "id:7"],
    ["a form", "id=7&status=x", "$.id", "id:7"],
  ])("is a value of the body: %s", (...[, body, path, expected]) => {
    expect(key({ from: "body", path }, body)).toBe(expected);
  });

  it.each([
    ["absent", "{}"],
    ["no plain value", '{"id":{"a":1}}'],
    ["given twice", '{"id":1,"id":2}'],
    ["in a body that cannot be read", "{"],
  ])("falls back to the content where the id is %s", (_what, body) => {
    expect(key({ from: "body", path: "$.id" }, body)).toMatch(/^content:[0-9a-f]{64}$/);
  });

  it("never takes a path that leads to many values", () => {
    expect(key({ from: "body", path: "$..id" }, '{"id":1}')).toMatch(/^content:/);
  });

  it("keeps ids that are long or hold odd characters short and plain", () => {
    expect(key({ from: "body", path: "$.id" }, JSON.stringify({ id: "x".repeat(5000) }))).toMatch(
      /^id-sha256:/,
    );
    expect(key({ from: "body", path: "$.id" }, String.raw`{"id":"a\u0000b"}`)).toMatch(
      /^id-sha256:/,
    );
  });

  it("differs by endpoint where only the content is known", () => {
    const delivery = { request: request({}, Buffer.from("{}")), signedId: null };
    const first = keyOf({ from: "content" }, { ...delivery, endpointId: "a" });
    expect(keyOf({ from: "content" }, { ...delivery, endpointId: "a" })).toBe(first);
    expect(keyOf({ from: "content" }, { ...delivery, endpointId: "b" })).not.toBe(first);
  });
});
