import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { fetchedKeySets } from "../../../app/adapters/oms/key-sets/key-sets.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import type { KeySets } from "../../../app/pipeline/ports.ts";
import { recordingLog } from "../../routes/recording-log.ts";
import { requestsWith } from "./outgoing/asking.ts";
import { httpServer } from "./outgoing/servers.ts";

/** A key set as its owner publishes it, under a clock of the test's own. */
let published: { status: number; body: string };
let asked: number;
let seconds: number;
let keySets: KeySets;
let url: string;

beforeEach(async () => {
  published = { status: 200, body: setOf("k1") };
  asked = 0;
  seconds = 0;
  const server = await httpServer((_request, response) => {
    asked += 1;
    response.writeHead(published.status).end(published.body);
  });
  url = `http://127.0.0.1:${String(server.port)}/jwks`;
  keySets = fetchedKeySets({
    requests: requestsWith({ allowsLocal: true }),
    clock: { now: () => instantOf(Date.UTC(2026, 0, 1) + seconds * 1000) },
    log: recordingLog(),
  });
});

function setOf(...ids: readonly string[]): string {
  const keys = ids.map((kid) => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return { ...publicKey.export({ format: "jwk" }), kid, use: "sig" };
  });
  return JSON.stringify({ keys });
}

const idsIn = (answer: unknown) =>
  Array.isArray(answer) ? answer.map(({ id }: { id: string | null }) => id) : answer;

describe("a key set", () => {
  it("is fetched once, however many deliveries wait for it", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => keySets.known(url)));
    expect(answers.map(idsIn)).toEqual([["k1"], ["k1"], ["k1"]]);
    expect(idsIn(await keySets.known(url))).toEqual(["k1"]);
    expect(asked).toBe(1);
  });

  it("is fetched again for an unknown key, at most once a minute", async () => {
    await keySets.known(url);
    published.body = setOf("k1", "k2");
    expect(await keySets.refreshed(url)).toBe("unchanged");
    seconds = 61;
    expect(idsIn(await keySets.refreshed(url))).toEqual(["k1", "k2"]);
    for (let tries = 0; tries < 50; tries += 1) {
      expect(await keySets.refreshed(url)).toBe("unchanged");
    }
    expect(asked).toBe(2);
    expect(idsIn(await keySets.known(url))).toEqual(["k1", "k2"]);
  });

  it("that cannot be fetched leaves the keys that are known, for as long as it takes", async () => {
    await keySets.known(url);
    published.status = 503;
    seconds = 86_400;
    expect(idsIn(await keySets.refreshed(url))).toEqual(["k1"]);
    expect(idsIn(await keySets.known(url))).toEqual(["k1"]);
  });

  it("that was never there is asked for at most once a minute too", async () => {
    published.body = "<html>no keys</html>";
    expect(await keySets.known(url)).toBe("unavailable");
    expect(await keySets.known(url)).toBe("unavailable");
    expect(asked).toBe(1);
    published.body = setOf("k1");
    seconds = 60;
    expect(idsIn(await keySets.known(url))).toEqual(["k1"]);
  });

  it("that is an hour old still counts while a newer one is fetched", async () => {
    await keySets.known(url);
    published.body = setOf("k2");
    seconds = 3_601;
    expect(idsIn(await keySets.known(url))).toEqual(["k1"]);
    await expect.poll(async () => idsIn(await keySets.known(url))).toEqual(["k2"]);
    expect(asked).toBe(2);
  });

  it("gives neither private keys, nor keys for encryption, nor keys of other kinds", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { publicKey: curve } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const [ours] = (JSON.parse(setOf("k1")) as { keys: object[] }).keys;
    const keys = [
      { ...ours, use: "enc" },
      privateKey.export({ format: "jwk" }),
      curve.export({ format: "jwk" }),
      { kty: "oct", k: "c2VjcmV0" },
      null,
      ours,
    ];
    published.body = JSON.stringify({ keys });
    expect(idsIn(await keySets.known(url))).toEqual(["k1"]);
  });

  it("may be one PEM text", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    published.body = publicKey.export({ format: "pem", type: "spki" }).toString();
    expect(await keySets.known(url)).toEqual([{ id: null, value: published.body.trim() }]);
  });
});
