import { describe, expect, it } from "vitest";

import { plusSeconds } from "../../../app/domain/instant.ts";
import { checkSecret } from "../../../app/domain/signature/secret-key.ts";
import {
  BODY,
  BODY_HMAC,
  codeOf,
  hmac,
  liveSecret,
  NOW,
  request,
  SECRET,
  verify,
} from "./signing.ts";

const KEY = "a-secret-that-is-long-enough";

describe("H5: secrets rotate with overlap", () => {
  const old = {
    id: "old",
    value: "the-secret-of-last-month-0123",
    expiresAt: plusSeconds(NOW, 60),
  };
  const secrets = [liveSecret(KEY), old];
  const signedWithOld = request({ "x-signature": hmac(old.value, BODY) });

  it("accepts the old secret until it expires, and says so", () => {
    const verdict = verify({ scheme: BODY_HMAC, secrets }, signedWithOld, NOW);
    expect(verdict).toMatchObject({ verdict: "verified", secretId: "old", warning: "old_secret" });
  });

  it("refuses it from that moment on", () => {
    const later = plusSeconds(NOW, 60);
    expect(codeOf(verify({ scheme: BODY_HMAC, secrets }, signedWithOld, later))).toBe(
      "signature_mismatch",
    );
  });

  it("never tries more than three", () => {
    const four = ["a", "b", "c", "d"].map((name) => liveSecret(name.repeat(24), name));
    const signed = request({ "x-signature": hmac("d".repeat(24), BODY) });
    expect(codeOf(verify({ scheme: BODY_HMAC, secrets: four }, signed, NOW))).toBe(
      "signature_mismatch",
    );
  });
});

describe("H7: a key is good for one endpoint", () => {
  it("refuses a delivery that another endpoint's secret signed", () => {
    const signed = request({ "x-signature": hmac("the-secret-of-endpoint-b-0123", BODY) });
    expect(codeOf(verify({ scheme: BODY_HMAC, secrets: [liveSecret(KEY)] }, signed, NOW))).toBe(
      "signature_mismatch",
    );
  });
});

describe("H10: weak secrets", () => {
  it.each([
    ["utf8", "short"],
    ["base64", Buffer.from("fifteen bytes..").toString("base64")],
    ["hex", "ab".repeat(15)],
    ["hex", "no hex"],
  ] as const)("are refused when they are saved (%s)", (format, text) => {
    expect(checkSecret(format, text)).toEqual(expect.any(String));
  });

  it("never verify anything when empty", () => {
    const signed = request({ "x-signature": hmac("", BODY) });
    expect(codeOf(verify({ scheme: BODY_HMAC, secrets: [liveSecret("")] }, signed, NOW))).toBe(
      "signature_mismatch",
    );
    expect(codeOf(verify({ scheme: BODY_HMAC, secrets: [] }, signed, NOW))).toBe(
      "signature_mismatch",
    );
  });

  it("are accepted from 16 bytes on", () => {
    expect(checkSecret("utf8", "0123456789abcdef")).toBeNull();
    expect(checkSecret("base64", SECRET)).toBeNull();
  });
});
