import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseFingerprint } from "../../../../app/domain/source/tls-rule.ts";
import type { TlsRule } from "../../../../app/domain/source/tls-rule.ts";
import { get, requestsWith } from "./asking.ts";
import { AUTHORITY, EXPIRED, FOR_ANOTHER_NAME, OF_AUTHORITY, SELF_SIGNED } from "./certificates.ts";
import { httpsServer } from "./servers.ts";

const PUBLIC: TlsRule = { check: "public" };
const OWN: TlsRule = { check: "own_authority", pem: AUTHORITY };

function pinTo({ cert }: { readonly cert: string }): TlsRule {
  const fingerprint = parseFingerprint(new X509Certificate(cert).fingerprint256);
  if (fingerprint === null) throw new Error("no fingerprint");
  return { check: "pinned", fingerprint };
}

async function ask(proof: { readonly cert: string; readonly key: string }, tls: TlsRule) {
  let served = 0;
  const server = await httpsServer(proof, (_request, response) => {
    served += 1;
    response.end("ok");
  });
  const requests = requestsWith({ allowsLocal: true });
  const byName = await requests.send(get(`https://localhost:${server.port}/`, { tls }));
  const byNumber = await requests.send(get(`https://127.0.0.1:${server.port}/`, { tls }));
  return { outcomes: [byName.outcome, byNumber.outcome], served, byName };
}

const REFUSED = ["tls_refused", "tls_refused"];
const ANSWERED = ["answered", "answered"];

describe("S54: the rule of a source says which server is believed", () => {
  it.each([
    { of: SELF_SIGNED, rule: PUBLIC, ends: REFUSED, what: "a self-signed certificate is refused" },
    { of: SELF_SIGNED, rule: pinTo(SELF_SIGNED), ends: ANSWERED, what: "a pinned one is believed" },
    {
      of: SELF_SIGNED,
      rule: pinTo(OF_AUTHORITY),
      ends: REFUSED,
      what: "another than the pinned is refused",
    },
    { of: OF_AUTHORITY, rule: PUBLIC, ends: REFUSED, what: "an unknown authority is refused" },
    {
      of: OF_AUTHORITY,
      rule: OWN,
      ends: ANSWERED,
      what: "the merchant's own authority is believed",
    },
    {
      of: FOR_ANOTHER_NAME,
      rule: OWN,
      ends: REFUSED,
      what: "its certificate for another name is refused",
    },
    { of: EXPIRED, rule: OWN, ends: REFUSED, what: "its expired certificate is refused" },
    { of: SELF_SIGNED, rule: OWN, ends: REFUSED, what: "a self-signed one is refused beside it" },
  ])("$what", async ({ of, rule, ends }) => {
    const answer = await ask(of, rule);
    expect(answer.outcomes).toEqual(ends);
    // Nothing of a request is sent to a server that is not believed.
    expect(answer.served).toBe(ends === ANSWERED ? 2 : 0);
  });

  it("says what is wrong with the certificate", async () => {
    expect((await ask(SELF_SIGNED, PUBLIC)).byName).toMatchObject({
      detail: "The server's certificate is self-signed.",
    });
    expect((await ask(EXPIRED, OWN)).byName).toMatchObject({
      detail: "The server's certificate has expired.",
    });
  });

  it("a connection that was believed by its pin serves no other rule", async () => {
    const server = await httpsServer(SELF_SIGNED, (_request, response) => response.end("ok"));
    const requests = requestsWith({ allowsLocal: true });
    const url = `https://localhost:${server.port}/`;
    const pinned = await requests.send(get(url, { tls: pinTo(SELF_SIGNED) }));
    const plain = await requests.send(get(url));
    expect([pinned.outcome, plain.outcome]).toEqual(["answered", "tls_refused"]);
  });

  it.each([
    ["AB".repeat(32), "ab".repeat(32)],
    ["sha256 Fingerprint=" + "AB:".repeat(31) + "AB", "ab".repeat(32)],
    [" " + "ab ".repeat(32), "ab".repeat(32)],
    ["ab".repeat(20), null],
    ["xy".repeat(32), null],
    ["", null],
  ])("reads the fingerprint %j", (text, read) => {
    expect(parseFingerprint(text)).toBe(read);
  });
});
