import { createSign, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { shiphero } from "../../app/domain/mapping/presets/shiphero.ts";
import { shipstationV2 } from "../../app/domain/mapping/presets/shipstation-v2.ts";
import type { ResponseContract } from "../../app/domain/signature/response-contract.ts";
import type { PublicKey } from "../../app/domain/signature/secret.ts";
import type { KeySetAnswer, KeySets, ReceivingEndpoint } from "../../app/pipeline/ports.ts";
import { startFront } from "./front-for-test.ts";
import type { TestFront } from "./front-for-test.ts";
import { ENDPOINT, plainEndpoints, plainInbox } from "./plain-ports.ts";
import { signed } from "./signed.ts";

const BODY = '{"resource_type":"API_TRACK","data":{}}';

let running: TestFront | null = null;

afterEach(async () => {
  await running?.close();
  running = null;
});

async function given(endpoint: Partial<ReceivingEndpoint>, keySets?: KeySets) {
  const endpoints = plainEndpoints({ endpoint_key: { ...ENDPOINT, ...endpoint } });
  const inbox = plainInbox();
  running = await startFront({ endpoints, inbox, ...(keySets === undefined ? {} : { keySets }) });
  const { url } = running;
  return {
    inbox,
    endpoints,
    deliver: (headers: Record<string, string>, body = BODY) =>
      fetch(`${url}/webhooks/oms/endpoint_key`, { method: "POST", body, headers }),
  };
}

describe("a source that signs with a key of its key set", () => {
  const [first, second] = [newKey("k1"), newKey("k2")];

  function newKey(id: string): {
    readonly id: string;
    readonly own: KeyObject;
    readonly told: PublicKey;
  } {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return {
      id,
      own: privateKey,
      told: { id, value: JSON.stringify(publicKey.export({ format: "jwk" })) },
    };
  }

  function signedBy(key: { readonly id: string; readonly own: KeyObject }, body = BODY) {
    const at = new Date().toISOString();
    const signature = createSign("sha256").update(`${at}.${body}`).sign(key.own, "base64");
    return {
      "content-type": "application/json",
      "x-shipengine-timestamp": at,
      "x-shipengine-rsa-sha256-key-id": key.id,
      "x-shipengine-rsa-sha256-signature": signature,
    };
  }

  /** A key set that is answered as told, and what was asked of it. */
  function keySet(known: KeySetAnswer, refreshed: KeySetAnswer | "unchanged" = "unchanged") {
    const asked: string[] = [];
    const keySets: KeySets = {
      known: (url) => {
        asked.push(`known ${url}`);
        return Promise.resolve(known);
      },
      refreshed: (url) => {
        asked.push(`refreshed ${url}`);
        return Promise.resolve(refreshed);
      },
    };
    return { keySets, asked };
  }

  const scheme = { scheme: shipstationV2.scheme, secrets: [] };

  it("is believed, by the address that the endpoint pins", async () => {
    const { keySets, asked } = keySet([first.told, second.told]);
    const { deliver, inbox } = await given(scheme, keySets);

    expect((await deliver(signedBy(second))).status).toBe(202);

    expect(inbox.messages).toHaveLength(1);
    expect(asked).toEqual(["known https://api.shipengine.com/jwks"]);
  });

  it("is believed with a key that it just made: the set is fetched again", async () => {
    const { keySets, asked } = keySet([first.told], [first.told, second.told]);
    const { deliver } = await given(scheme, keySets);

    expect((await deliver(signedBy(second))).status).toBe(202);
    expect(asked.map((what) => what.split(" ")[0])).toEqual(["known", "refreshed"]);
  });

  it.each([
    ["a key that is in no set", "unchanged", 401, "key_unknown"],
    ["a key that is not in the fresh set either", [first.told], 401, "key_unknown"],
    ["a new key while the set cannot be fetched", "unavailable", 503, "keys_unavailable"],
  ] as const)("is not believed with %s", async (_what, refreshed, ...[status, code]) => {
    const { deliver, inbox } = await given(scheme, keySet([first.told], refreshed).keySets);

    const answer = await deliver(signedBy(second));

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code } });
    expect(inbox.messages).toEqual([]);
  });

  it("has to try again while its keys were never fetched: it may take a 4xx for the last word", async () => {
    const { deliver } = await given(scheme, keySet("unavailable").keySets);
    const answer = await deliver(signedBy(first));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("60");
  });

  it("H4: is not believed under another key's name, and the set is not asked for that", async () => {
    const { keySets, asked } = keySet([first.told, second.told]);
    const { deliver } = await given(scheme, keySets);
    const headers = { ...signedBy(second), "x-shipengine-rsa-sha256-key-id": "k1" };
    expect((await deliver(headers)).status).toBe(401);
    expect((await deliver(signedBy(first, `${BODY} `))).status).toBe(401);
    expect(asked.filter((what) => what.startsWith("refreshed"))).toEqual([]);
  });
});

describe("a source that insists on an answer", () => {
  const XML: ResponseContract = {
    status: 200,
    body: "<Response><Result>Success</Result></Response>",
    contentType: "text/xml; charset=utf-8",
  };

  it.each([
    ["ShipHero's JSON", shiphero.response],
    ["XML", XML],
  ])("reads %s, for a delivery and for its repetition", async (_what, response) => {
    const { deliver, inbox } = await given({ response });
    for (let time = 0; time < 2; time += 1) {
      const answer = await deliver(signed(BODY));
      expect(answer.status).toBe(response.status);
      expect(answer.headers.get("content-type")).toBe(response.contentType);
      expect(await answer.text()).toBe(response.body);
    }
    expect(inbox.messages).toHaveLength(1);
  });

  it("reads our own words with its own status, where it insists on no body", async () => {
    const { deliver } = await given({ response: { ...XML, body: null, status: 201 } });
    for (const outcome of ["recorded", "duplicate"]) {
      const answer = await deliver(signed(BODY));
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({ outcome });
    }
  });

  it("reads nothing where it wants nothing", async () => {
    const { deliver } = await given({ response: { ...XML, body: null, status: 204 } });
    const answer = await deliver(signed(BODY));
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
  });

  it("never reads it for what was refused", async () => {
    const { deliver } = await given({ response: XML });
    const answer = await deliver(signed(BODY), `${BODY} `);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: "signature_mismatch" } });
  });
});

describe("the use of a secret", () => {
  it("is noted once a minute, not for every delivery", async () => {
    const { deliver, endpoints } = await given({});
    for (const id of ["a", "b", "c"]) await deliver(signed(BODY, { id }));
    expect(endpoints.used).toEqual(["secret-1"]);
  });

  it("is not noted where nothing verified", async () => {
    const { deliver, endpoints } = await given({});
    await deliver(signed(BODY), `${BODY} `);
    expect(endpoints.used).toEqual([]);
  });
});
