import { describe, expect, it } from "vitest";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { makeSecret } from "../../../app/commands/make-secret.ts";
import { plusSeconds, instantOf } from "../../../app/domain/instant.ts";
import { PRESETS } from "../../../app/domain/mapping/presets/index.ts";
import { canSign, signer } from "../../../app/domain/signature/sign.ts";
import { verifier } from "../../../app/domain/signature/verify.ts";

const now = instantOf(Date.UTC(2026, 10, 21));
const sign = signer(cryptography);
const verify = verifier(cryptography);
const draft = {
  method: "POST",
  url: "/webhooks/oms/key",
  headers: [["content-type", "application/json"]],
  body: new TextEncoder().encode('{"order":"#1001"}'),
} as const;

const signable = PRESETS.filter(({ scheme }) => canSign(scheme) && makeSecret(scheme) !== null);

describe("a test event that we sign as the source would", () => {
  it.each(signable.map(({ id, scheme }) => [id, scheme] as const))(
    "is accepted by the verifier with the scheme of %s, and by no other secret",
    (_id, scheme) => {
      const secret = makeSecret(scheme) ?? "";
      const request = sign(scheme, draft, { secret, id: "test_1", now });
      if (request === null) throw new Error("it was not signed");
      const secrets = [{ id: "current", value: secret, expiresAt: null }];
      const others = [{ id: "other", value: makeSecret(scheme) ?? "", expiresAt: null }];
      const soon = plusSeconds(now, 2);

      expect(verify({ scheme, secrets, publicKeys: [] }, request, soon).verdict).toBe("verified");
      expect(verify({ scheme, secrets: others, publicKeys: [] }, request, soon).verdict).toBe(
        "rejected",
      );
    },
  );

  it("is not made where only the source holds the key", () => {
    const scheme = {
      kind: "jwt",
      place: { from: "header", name: "authorization", syntax: { kind: "raw" } },
      toleranceSeconds: 300,
    } as const;
    expect(canSign(scheme)).toBe(false);
    expect(sign(scheme, draft, { secret: "s".repeat(32), id: "test_1", now })).toBeNull();
  });

  it("is signed by at least one preset", () => {
    expect(signable.length).toBeGreaterThan(1);
  });
});
