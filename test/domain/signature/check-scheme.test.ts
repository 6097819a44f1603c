import { describe, expect, it } from "vitest";

import { PRESETS } from "../../../app/domain/mapping/presets/index.ts";
import { checkScheme } from "../../../app/domain/signature/check-scheme.ts";
import { BODY_HMAC } from "./signing.ts";

describe("a signature scheme that is saved", () => {
  it.each(PRESETS.map(({ id, scheme }) => [id, scheme] as const))(
    "is accepted as the preset %s has it",
    (_id, scheme) => {
      expect(checkScheme(scheme)).toEqual({ scheme });
    },
  );

  it.each([
    ["an unknown kind", { kind: "md5" }],
    ["an unknown member", { ...BODY_HMAC, extra: 1 }],
    ["a weak algorithm", { ...BODY_HMAC, algorithm: "md5" }],
    ["a content without the body", { ...BODY_HMAC, content: "{timestamp}" }],
    ["an unknown placeholder", { ...BODY_HMAC, content: "{body}{secret}" }],
    ["a digest without a key", { ...BODY_HMAC, kind: "hash" }],
    ["a tolerance of more than a day", { kind: "standard_webhooks", toleranceSeconds: 86_401 }],
    [
      "an endless tolerance",
      { kind: "standard_webhooks", toleranceSeconds: Number.POSITIVE_INFINITY },
    ],
    ["a header with a line end", { kind: "token", place: { ...BODY_HMAC.place, name: "x\r\ny" } }],
    [
      "a key set that is not https",
      {
        kind: "jws_detached",
        algorithm: "RS256",
        place: BODY_HMAC.place,
        content: "{body}",
        keys: { kind: "jwks", url: "http://oms.example.com/jwks", keyIdHeader: null },
      },
    ],
    [
      "H4: a shared secret for a public-key algorithm",
      {
        kind: "jws_detached",
        algorithm: "RS256",
        place: BODY_HMAC.place,
        content: "{body}",
        keys: { kind: "secret" },
      },
    ],
    ["nothing", null],
  ])("is refused with %s", (_what, scheme) => {
    expect(checkScheme(scheme)).toHaveProperty("problems");
  });
});
