import { describe, expect, it } from "vitest";
import { storedHeaders, storedQuery } from "../../../app/pipeline/intake/stored-headers.ts";

const value = "v";

describe("the headers that stay with a message", () => {
  it.each([
    "content-type",
    "content-encoding",
    "user-agent",
    "webhook-id",
    "webhook-timestamp",
    "x-webhook-topic",
    "x-wc-webhook-delivery-id",
    "idempotency-key",
    "x-shiphero-message-id",
    "shipbob-topic",
    "handoff-test",
  ])("hold %s, which a mapping can need", (name) => {
    expect(storedHeaders([[name, value]], [])).toEqual({ [name]: value });
  });

  it.each([
    "Authorization",
    "cookie",
    "x-api-key",
    "apikey",
    "x-auth-token",
    "webhook-signature",
    "X-WC-Webhook-Signature",
    "x-shiphero-hmac-sha256",
    "x-spree-webhook-signature",
    "Shippo-Auth-Signature",
    "SS-Password",
    "x-vtex-secret",
    "x-forwarded-for",
    "cf-connecting-ip",
    "host",
    "handoff-fetched",
    "Handoff-Polled",
  ])("do not hold %s", (name) => {
    expect(storedHeaders([[name, value]], [])).toEqual({});
  });

  it("do not hold the endpoint's own proof, whatever it is called", () => {
    expect(storedHeaders([["Vol", value]], ["vol"])).toEqual({});
  });

  it("keep the first of several, and are bounded", () => {
    const many = Array.from(
      { length: 200 },
      (_, at) => [`x-${String(at)}`, "a".repeat(5000)] as const,
    );
    const kept = storedHeaders([["x-0", "first"], ...many], []);
    expect(kept["x-0"]).toBe("first");
    expect(Object.keys(kept)).toHaveLength(64);
    expect(kept["x-5"]).toHaveLength(1024);
  });

  it("mean nothing to JavaScript", () => {
    storedHeaders([["__proto__", "polluted"]], []);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("the query that stays with a message", () => {
  it("loses the values of credentials, and nothing else", () => {
    expect(storedQuery("order=1001&token=abc&SS-Password=x&flag")).toBe(
      "order=1001&token=&SS-Password=&flag",
    );
    expect(storedQuery("")).toBe("");
  });
});
