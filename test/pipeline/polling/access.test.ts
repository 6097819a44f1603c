import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Auth } from "../../../app/domain/polling/definition/auth-schema.ts";
import { plusSeconds } from "../../../app/domain/instant.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { requestOf } from "../../../app/domain/polling/request-of.ts";
import { beginPoll } from "../../../app/domain/polling/begin-poll.ts";
import { sourceLine } from "../../../app/pipeline/polling/source-line.ts";
import type { SourceRequests } from "../../../app/pipeline/ports.ts";
import { startOwnSource } from "./own-source.ts";
import type { Answering, Asked, OwnSource, Told } from "./own-source.ts";
import { startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";
import { INPUTS, nextRefresh, REFRESHED, rotating, withAuth } from "./sign-ins.ts";

let stage: PollingStage;
let source: OwnSource | null = null;
/** Seconds that our clock is ahead of the machine's. */
let ahead = 0;
/** Where addresses lead that only the source's own name server knows. */
const hosts = new Map<string, string>();

beforeEach(async () => {
  ahead = 0;
  hosts.clear();
  stage = await startPollingStage({
    clock: { now: () => plusSeconds(systemClock.now(), ahead) },
    toSource: named,
  });
});
afterEach(async () => {
  await stage.close();
  await source?.close();
  source = null;
});

/** Resolves names as the test says; everything else of the way is real. */
function named(requests: SourceRequests): SourceRequests {
  const resolved = (url: string) => {
    const { origin } = new URL(url);
    return url.replace(origin, hosts.get(origin) ?? origin);
  };
  return {
    send: (request) => requests.send({ ...request, url: resolved(request.url) }),
    check: (url) => requests.check(resolved(url)),
  };
}

/** A source that gives tokens and takes the newest one alone. */
async function guarded(
  give: (asked: Asked) => string | Told,
  answer: (token: string) => Readonly<Record<string, unknown>> = (access_token) => ({
    access_token,
    expires_in: 3600,
  }),
): Promise<OwnSource> {
  let current = "";
  const answering: Answering = (asked) => {
    if (asked.path !== "/token") {
      const isGood = asked.headers["authorization"] === `Bearer ${current}`;
      return isGood ? { json: { orders: [{ id: "1" }] } } : { status: 401, json: {} };
    }
    const given = give(asked);
    if (typeof given !== "string" || given === "break") return given;
    current = given;
    return { json: answer(given) };
  };
  source = await startOwnSource(answering);
  return source;
}

describe("a refresh token that changes with each use", () => {
  it("is followed from answer to answer, over turning off and on and saving again", async () => {
    const { give, refreshes } = rotating();
    const { url: baseUrl } = await guarded(give, nextRefresh);
    await stage.set(withAuth(REFRESHED), { baseUrl, inputs: INPUTS });
    expect(await stage.poll()).toBeNull();
    ahead += 4_000;
    expect(await stage.poll()).toBeNull();
    const by = { shopId: stage.shopId, actor: "test" };
    const { pollerSettings } = stage.test.adapter;
    await pollerSettings.turnOff(by, stage.sourceId);
    const definition = { ...withAuth(REFRESHED), note: "Asked more slowly." };
    await pollerSettings.save(by, stage.sourceId, { definition, session: "kept" });
    await pollerSettings.turnOn(by, stage.sourceId, systemClock.now());
    ahead += 4_000;
    expect(await stage.poll()).toBeNull();
    expect(refreshes).toEqual(["r0", "r1", "r2"]);
  });

  it("is used once by two workers that need it at once", async () => {
    const { give, refreshes } = rotating();
    const { url: baseUrl } = await guarded(give, nextRefresh);
    await stage.set(withAuth(REFRESHED), { baseUrl, inputs: INPUTS });
    expect(await stage.poll()).toBeNull();
    ahead += 4_000;
    const ask = async () => {
      const to = await stage.line();
      const state = beginPoll(to.definition, { watermarks: {} }, stage.ports.clock.now());
      return sourceLine(stage.ports, to).ask((asker) => requestOf(asker, state));
    };
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(refreshes).toEqual(["r0", "r1"]);
    for (const answered of answers) {
      expect(answered).toMatchObject({ answer: { outcome: "answered", status: 200 } });
    }
  });

  it("is asked with again when the answer is lost on the way, where the source allows it", async () => {
    const { give, refreshes } = rotating();
    let losses = 1;
    const { url: baseUrl } = await guarded((asked) => {
      if (losses-- > 0) return "break";
      return give(asked);
    }, nextRefresh);
    await stage.set(withAuth(REFRESHED), { baseUrl, inputs: INPUTS });
    expect((await stage.poll())?.code).toBe("unreachable");
    expect(await stage.poll()).toBeNull();
    expect(refreshes).toEqual(["r0"]);
  });

  it("that was used and lost is a person's matter, and the one entered then is taken", async () => {
    let used = 0;
    const { url: baseUrl } = await guarded(({ fields }) => {
      const { refresh_token: given = "" } = fields;
      if (given === "entered") return "t9";
      used += 1;
      return used === 1 ? "t1" : { status: 400, json: { error: "invalid_grant" } };
    }, nextRefresh);
    await stage.set(withAuth(REFRESHED), { baseUrl, inputs: INPUTS });
    expect(await stage.poll()).toBeNull();
    ahead += 4_000;
    const problem = await stage.poll();
    expect(problem?.code).toBe("auth_failed");
    expect(problem?.detail).toContain("invalid_grant");
    const entered = { ...INPUTS, refresh: "entered" };
    await stage.test.adapter.credentials.save(
      { shopId: stage.shopId, actor: "test" },
      stage.sourceId,
      { ...(await stage.line()).access, inputs: entered },
    );
    expect(await stage.poll()).toBeNull();
  });
});

describe("a token for the client's own credentials", () => {
  it.each([
    ["in the form", { sendClient: "body", encoding: "form" }],
    ["in JSON", { sendClient: "body", encoding: "json" }],
    ["as basic authentication", { sendClient: "basic", encoding: "form" }],
  ] as const)(
    "is asked for %s, with further parameters",
    async (_name, { sendClient, encoding }) => {
      const { url: baseUrl, asked } = await guarded(() => "t1");
      await stage.set(
        withAuth({
          kind: "client_credentials",
          url: "/token",
          clientId: "{input.client_id}",
          clientSecret: "{input.client_secret}",
          sendClient,
          encoding,
          extra: { scope: "orders:read", audience: "https://api.example" },
        }),
        { baseUrl, inputs: INPUTS },
      );
      expect(await stage.poll()).toBeNull();
      const [{ fields, headers } = { fields: {}, headers: {} }] = asked;
      const rest = { grant_type: "client_credentials", scope: "orders:read" };
      expect(fields).toMatchObject({ ...rest, audience: "https://api.example" });
      const basic = `Basic ${Buffer.from("id:s3cret").toString("base64")}`;
      expect(headers).toMatchObject(sendClient === "basic" ? { authorization: basic } : {});
      expect("client_secret" in fields).toBe(sendClient === "body");
      expect(await stage.poll()).toBeNull();
      expect(asked.filter(({ path }) => path === "/token")).toHaveLength(1);
    },
  );
});

describe("a token for a user's password", () => {
  it("is asked for anew when it ends", async () => {
    const { url: baseUrl, asked } = await guarded(({ fields }) =>
      fields["username"] === "ops" && fields["password"] === "p:w" ? "t" : { status: 400 },
    );
    await stage.set(
      withAuth({
        kind: "password",
        url: "/token",
        clientId: "{input.client_id}",
        user: "{input.user}",
        password: "{input.password}",
      }),
      { baseUrl, inputs: INPUTS },
    );
    expect(await stage.poll()).toBeNull();
    expect(await stage.poll()).toBeNull();
    ahead += 3_600;
    expect(await stage.poll()).toBeNull();
    const grants = asked.filter(({ path }) => path === "/token");
    expect(grants.map(({ fields }) => fields["grant_type"])).toEqual(["password", "password"]);
  });
});

describe("a login session", () => {
  const LOGIN: Auth = {
    kind: "login",
    request: {
      url: "/token",
      body: { kind: "json", value: { user: "{input.user}", password: "{input.password}" } },
    },
    token: { from: "header", name: "x-session" },
    idleSeconds: 1_200,
    use: { headers: { "x-session": "{token}" } },
  };

  it("lives while it is used, and is begun anew before it has idled too long", async () => {
    let logins = 0;
    source = await startOwnSource(({ path, headers }) => {
      if (path === "/token") {
        logins += 1;
        return { headers: { "x-session": `s${String(logins)}` }, json: {} };
      }
      const isGood = headers["x-session"] === `s${String(logins)}`;
      return isGood ? { json: { orders: [{ id: "1" }] } } : { status: 401, json: {} };
    });
    await stage.set(withAuth(LOGIN), { baseUrl: source.url, inputs: INPUTS });
    expect(await stage.poll()).toBeNull();
    ahead += 600;
    expect(await stage.poll()).toBeNull();
    ahead += 600;
    expect(await stage.poll()).toBeNull();
    expect(logins).toBe(1);
    ahead += 1_150;
    expect(await stage.poll()).toBeNull();
    expect(logins).toBe(2);
    expect(
      source.asked.every(({ path, headers }) => path === "/token" || headers["x-session"]),
    ).toBe(true);
  });
});

describe("a login whose answer names the server", () => {
  const auth: Auth = {
    kind: "client_credentials",
    url: "/token",
    clientId: "{input.client_id}",
    clientSecret: "{input.client_secret}",
    baseUrl: { path: "$.instance_url", hosts: ["*.oms.example"] },
  };

  it("leads to that server from then on", async () => {
    const records = await startOwnSource(({ headers }) =>
      headers["authorization"] === "Bearer t1"
        ? { json: { orders: [{ id: "1" }] } }
        : { status: 401 },
    );
    hosts.set("https://eu1.oms.example", records.url);
    const { url: baseUrl, asked } = await guarded(
      () => "t1",
      (access_token) => ({ access_token, instance_url: "https://eu1.oms.example/" }),
    );
    await stage.set(withAuth(auth), { baseUrl, inputs: INPUTS });
    expect(await stage.poll()).toBeNull();
    expect(await stage.poll()).toBeNull();
    expect(asked.map(({ path }) => path)).toEqual(["/token"]);
    expect(records.asked.map(({ path }) => path)).toEqual(["/orders", "/orders"]);
    await records.close();
  });

  it("is not believed where it names a server that the definition does not allow", async () => {
    const { url: baseUrl, asked } = await guarded(
      () => "t1",
      (access_token) => ({ access_token, instance_url: "https://oms.example.evil.example" }),
    );
    await stage.set(withAuth(auth), { baseUrl, inputs: INPUTS });
    expect((await stage.poll())?.code).toBe("next_elsewhere");
    expect(asked).toHaveLength(1);
  });
});
