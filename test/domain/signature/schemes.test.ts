import { createHash, createHmac, createSign, generateKeyPairSync } from "node:crypto";

import { describe, expect, it } from "vitest";

import { plusSeconds } from "../../../app/domain/instant.ts";
import type { SignatureScheme } from "../../../app/domain/signature/scheme.ts";
import {
  BODY,
  BODY_HMAC,
  codeOf,
  hmac,
  liveSecret,
  NOW,
  NOW_SECONDS,
  request,
  verify,
} from "./signing.ts";

const KEY = "a-secret-that-is-long-enough";
const secrets = [liveSecret(KEY)];

function judge(
  scheme: SignatureScheme,
  headers: Record<string, string>,
  url = "/webhooks/oms/key",
) {
  return codeOf(verify({ scheme, secrets }, { ...request(headers), url }, NOW));
}

describe("no scheme", () => {
  it("verifies anything, and names no secret", () => {
    const verdict = verify({ scheme: { kind: "none" }, secrets: [] }, request({}), NOW);
    expect(verdict).toEqual({ verdict: "verified", secretId: null, signedId: null, warning: null });
  });
});

describe("a static token", () => {
  const bearer: SignatureScheme = {
    kind: "token",
    place: { from: "header", name: "Authorization", syntax: { kind: "prefix", prefix: "Bearer " } },
  };
  const inQuery: SignatureScheme = {
    kind: "token",
    place: { from: "query", name: "token", syntax: { kind: "raw" } },
  };

  it("is read from a header or from the query", () => {
    expect(judge(bearer, { authorization: `Bearer ${KEY}` })).toBe("verified");
    expect(judge(inQuery, {}, `/webhooks/oms/key?token=${KEY}`)).toBe("verified");
  });

  it("is refused when wrong, missing or written in another way", () => {
    expect(judge(bearer, { authorization: `Bearer ${KEY}x` })).toBe("signature_mismatch");
    expect(judge(bearer, {})).toBe("signature_missing");
    expect(judge(bearer, { authorization: KEY })).toBe("signature_malformed");
    expect(judge(inQuery, {}, "/webhooks/oms/key?token=")).toBe("signature_malformed");
  });
});

describe("HTTP Basic", () => {
  const scheme = { kind: "basic", username: "handoff" } as const;
  const basic = (text: string) => ({
    authorization: `Basic ${Buffer.from(text).toString("base64")}`,
  });

  it("wants user and password", () => {
    expect(judge(scheme, basic(`handoff:${KEY}`))).toBe("verified");
    expect(judge(scheme, basic(`other:${KEY}`))).toBe("signature_mismatch");
    expect(judge(scheme, basic("handoff:wrong"))).toBe("signature_mismatch");
    expect(judge(scheme, {})).toBe("signature_missing");
    expect(judge(scheme, { authorization: "Basic !" })).toBe("signature_malformed");
  });
});

describe("HMAC", () => {
  it.each(["sha1", "sha256", "sha512"] as const)("with %s", (algorithm) => {
    const signature = createHmac(algorithm, KEY).update(BODY).digest("hex");
    expect(judge({ ...BODY_HMAC, algorithm }, { "x-signature": signature })).toBe("verified");
  });

  it.each([
    ["utf8", KEY, Buffer.from(KEY)],
    ["hex", "00ff10", Buffer.from("00ff10", "hex")],
    ["base64", "AP8Q", Buffer.from("AP8Q", "base64")],
    ["nfkd", "s\u00e9cret", Buffer.from("se\u0301cret")],
  ] as const)("with a secret given as %s", (secretFormat, text, key) => {
    const verdict = verify(
      { scheme: { ...BODY_HMAC, secretFormat }, secrets: [liveSecret(text)] },
      request({ "x-signature": hmac(key, BODY) }),
      NOW,
    );
    expect(codeOf(verdict)).toBe("verified");
  });

  it("over a content made of the parts of the request", () => {
    const content = "{method} {path} {query} {url}|{header:x-shop}|{body:base64}";
    const text = `POST /webhooks/oms/key a=1&b=2 https://app.example.com/webhooks/oms/key?a=1&b=2|shop-1|${BODY.toString("base64")}`;
    const headers = { host: "app.example.com", "X-Shop": "shop-1", "x-signature": hmac(KEY, text) };
    expect(judge({ ...BODY_HMAC, content }, headers, "/webhooks/oms/key?a=1&b=2")).toBe("verified");
    expect(
      judge(
        { ...BODY_HMAC, content },
        { ...headers, "X-Shop": "shop-2" },
        "/webhooks/oms/key?a=1&b=2",
      ),
    ).toBe("signature_mismatch");
  });

  it("over sorted pairs of query and form, as Zoho has it", () => {
    const body = Buffer.from("status=shipped&order=%231001");
    const scheme = { ...BODY_HMAC, content: "{pairs:sorted}{body:unless_form}" };
    const signature = hmac(KEY, "aoneorder#1001statusshipped");
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-signature": signature,
    };
    const signed = { ...request(headers, body), url: "/webhooks/oms/key?a=one" };
    expect(codeOf(verify({ scheme, secrets }, signed, NOW))).toBe("verified");
  });

  it.each([
    ["unix_seconds", String(NOW_SECONDS)],
    ["unix_milliseconds", `${String(NOW_SECONDS)}123`],
    ["iso8601", NOW],
    ["http_date", "Sat, 21 Nov 2026 10:00:00 GMT"],
  ] as const)("with a time as %s", (format, text) => {
    const scheme = {
      ...BODY_HMAC,
      content: "{timestamp}.{body}",
      timestamp: { from: "header", name: "x-time", format, toleranceSeconds: 300 },
    } as const;
    const signature = hmac(KEY, `${text}.${BODY.toString()}`);
    expect(judge(scheme, { "x-time": text, "x-signature": signature })).toBe("verified");
    expect(judge(scheme, { "x-signature": signature })).toBe("timestamp_invalid");
  });

  it("with time and signatures in one header", () => {
    const scheme: SignatureScheme = {
      ...BODY_HMAC,
      place: {
        ...BODY_HMAC.place,
        syntax: { kind: "key_value", signatureKey: "v1", timestampKey: "t" },
      },
      content: "{timestamp}.{body}",
      timestamp: { from: "signature", name: "", format: "unix_seconds", toleranceSeconds: 300 },
    };
    const time = String(NOW_SECONDS);
    const right = hmac(KEY, `${time}.${BODY.toString()}`);
    expect(judge(scheme, { "x-signature": `t=${time}, v1=${"0".repeat(64)}, v1=${right}` })).toBe(
      "verified",
    );
    expect(judge(scheme, { "x-signature": `t=${time},t=1,v1=${right}` })).toBe(
      "signature_malformed",
    );
    expect(judge(scheme, { "x-signature": `t=${time}` })).toBe("signature_missing");
    expect(judge(scheme, { "x-signature": `v1=${right}` })).toBe("timestamp_invalid");
  });

  it("from a query in which nobody encoded the base64", () => {
    const scheme: SignatureScheme = {
      ...BODY_HMAC,
      encoding: "base64",
      place: { from: "query", name: "hmac", syntax: { kind: "raw" } },
    };
    const body = Buffer.from("8"); // its digest has a plus sign in base64
    const signature = hmac(KEY, body, "base64");
    const signed = { ...request({}, body), url: `/webhooks/oms/key?hmac=${signature}` };
    expect(codeOf(verify({ scheme, secrets }, signed, NOW))).toBe("verified");
  });
});

describe("a plain digest with a derived key", () => {
  it("is checked as Kibo makes it", () => {
    const key = createHash("sha256")
      .update(KEY + KEY)
      .digest("base64");
    const date = "Sat, 21 Nov 2026 10:00:00 GMT";
    const signature = createHash("sha256")
      .update(`${key}${date}${BODY.toString()}`)
      .digest("base64");
    const scheme: SignatureScheme = {
      ...BODY_HMAC,
      kind: "hash",
      encoding: "base64",
      keyDerivation: "double_sha256",
      content: "{key}{header:date}{body}",
      timestamp: { from: "header", name: "date", format: "http_date", toleranceSeconds: 300 },
    };
    expect(judge(scheme, { date, "x-signature": signature })).toBe("verified");
    expect(judge(scheme, { date: "Sat, 21 Nov 2026 10:00:01 GMT", "x-signature": signature })).toBe(
      "signature_mismatch",
    );
  });
});

describe("RSA", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = JSON.stringify(publicKey.export({ format: "jwk" }));
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const scheme = {
    kind: "asymmetric",
    algorithm: "sha512",
    encoding: "base64",
    place: BODY_HMAC.place,
    content: "{body}",
    timestamp: null,
    id: null,
    keys: { kind: "jwks", url: "https://oms.example.com/jwks", keyIdHeader: "x-key-id" },
  } as const satisfies SignatureScheme;
  const signature = createSign("sha512").update(BODY).sign(privateKey, "base64");
  const publicKeys = [{ id: "k1", value: jwk }];

  it("takes the key that the request names from the pinned key set", () => {
    const signed = request({ "x-signature": signature, "x-key-id": "k1" });
    expect(verify({ scheme, secrets: [], publicKeys }, signed, NOW)).toMatchObject({
      verdict: "verified",
      secretId: "k1",
    });
  });

  it("asks for a fresh key set where the named key is not in it", () => {
    const signed = request({ "x-signature": signature, "x-key-id": "k2" });
    expect(codeOf(verify({ scheme, secrets: [], publicKeys }, signed, NOW))).toBe("key_unknown");
  });

  it("takes pasted keys, the next one beside the current one", () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({
      type: "spki",
      format: "pem",
    });
    const pasted = { ...scheme, keys: { kind: "pem", pems: [other.toString(), pem] } } as const;
    expect(judge(pasted, { "x-signature": signature })).toBe("verified");
    expect(judge({ ...pasted, algorithm: "sha256" }, { "x-signature": signature })).toBe(
      "signature_mismatch",
    );
  });

  it("refuses keys that are none, without an error", () => {
    const pasted = { ...scheme, keys: { kind: "pem", pems: ["no key", "{}", "{"] } } as const;
    expect(judge(pasted, { "x-signature": signature })).toBe("signature_mismatch");
  });
});

describe("a JWT in a header", () => {
  const scheme = { kind: "jwt", place: BODY_HMAC.place, toleranceSeconds: 60 } as const;
  const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const jwt = (claims: object, alg = "HS256") => {
    const input = `${segment({ alg, typ: "JWT" })}.${segment(claims)}`;
    return `${input}.${createHmac("sha256", KEY).update(input).digest("base64url")}`;
  };

  it.each([
    ["fresh", { iat: NOW_SECONDS }, "verified"],
    ["still valid", { exp: NOW_SECONDS + 10 }, "verified"],
    ["expired", { exp: NOW_SECONDS - 61 }, "timestamp_out_of_tolerance"],
    ["old", { iat: NOW_SECONDS - 61 }, "timestamp_out_of_tolerance"],
    ["from the future", { iat: NOW_SECONDS + 61 }, "timestamp_out_of_tolerance"],
    ["timeless", {}, "timestamp_invalid"],
  ])("is judged by its times when %s", (_what, claims, code) => {
    expect(judge(scheme, { "x-signature": jwt(claims) })).toBe(code);
  });

  it("is refused with another algorithm or secret", () => {
    expect(judge(scheme, { "x-signature": jwt({ iat: NOW_SECONDS }, "none") })).toBe(
      "signature_malformed",
    );
    expect(judge(scheme, { "x-signature": `${jwt({ iat: NOW_SECONDS }).slice(0, -4)}AAAA` })).toBe(
      "signature_mismatch",
    );
    const old = verify(
      { scheme, secrets },
      request({ "x-signature": jwt({ iat: NOW_SECONDS }) }),
      plusSeconds(NOW, 3600),
    );
    expect(codeOf(old)).toBe("timestamp_out_of_tolerance");
  });
});
