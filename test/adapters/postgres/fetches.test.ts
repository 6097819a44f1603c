import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { fetchForMessage } from "../../../app/pipeline/fetch/fetch-message.ts";
import type { FetchPorts } from "../../../app/pipeline/fetch/fetch-message.ts";
import { recorder } from "../../../app/pipeline/intake/recorder.ts";
import type { ClaimedFetch } from "../../../app/pipeline/ports.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { newMessage } from "../../contract/world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

const LEASE_SECONDS = 60;

let test: TestDatabase;
let world: World;
let source: WorldSource;
let ports: FetchPorts;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  ports = {
    fetches: test.adapter.fetches,
    credentials: {
      of: () =>
        Promise.resolve({
          baseUrl: "https://api.oms.example",
          tls: PUBLIC_TLS,
          auth: { kind: "none" },
          inputs: {},
        }),
    },
    sourceRequests: {
      send: ({ url }) => {
        const body = new TextEncoder().encode(`{"of":"${url}"}`);
        return Promise.resolve({ outcome: "answered", status: 200, headers: {}, body });
      },
      check: () => Promise.resolve(null),
    },
    sessions: test.adapter.sourceSessions,
    recorder: recorder(test.adapter.inbox, setImmediate),
    cryptography,
    clock: systemClock,
    ids: test.ids,
  };
});

afterAll(async () => {
  await world.close();
});

/** A webhook that points to these addresses; answers its id. */
async function thinWebhook(...urls: readonly string[]): Promise<string> {
  source = await world.newShop();
  const message = newMessage(world, source, { key: test.ids.next() });
  await test.adapter.inbox.record([message]);
  const [claim] = await test.adapter.messages.claim(1, LEASE_SECONDS);
  if (claim === undefined) throw new Error("nothing was claimed");
  const reason = { code: "fetching", detail: "" };
  const settlement = { state: "waiting", reason, problems: [], fetches: urls } as const;
  await test.adapter.messages.settle(claim, {
    ...settlement,
    mappingVersionId: source.mappingVersionId,
  });
  return message.id;
}

async function claimOne(): Promise<ClaimedFetch> {
  const [claim] = await test.adapter.fetches.claim(1, LEASE_SECONDS);
  if (claim === undefined) throw new Error("no fetch was claimed");
  return claim;
}

async function stateOf(messageId: string): Promise<string> {
  const found = await world.stateOf(source.shopId, messageId);
  return `${found?.state ?? ""} ${found?.code ?? ""}`;
}

async function fetched(): Promise<readonly string[]> {
  const rows = await test.database.forShop(source.shopId, (sql) =>
    sql.query<{ id: string }>("SELECT id FROM message WHERE via = 'fetch' ORDER BY id"),
  );
  return rows.map(({ id }) => id);
}

async function leasesEnd(): Promise<void> {
  await test.owner.query("UPDATE fetch_task SET due_at = now() WHERE lease_token IS NOT NULL");
}

describe("what a thin webhook points to", () => {
  it("is fetched once, though a crash comes between the record and the end", async () => {
    const messageId = await thinWebhook("/shipments/1");
    const dies: FetchPorts = {
      ...ports,
      fetches: { ...ports.fetches, settle: () => Promise.reject(new Error("killed")) },
    };
    await expect(fetchForMessage(await claimOne(), dies)).rejects.toThrow("killed");
    expect(await stateOf(messageId)).toBe("waiting fetching");

    await leasesEnd();
    expect(await fetchForMessage(await claimOne(), ports)).toBe("fetched");

    expect(await stateOf(messageId)).toBe("unchanged fetched");
    expect(await fetched()).toHaveLength(1);
    expect(await test.adapter.fetches.claim(1, LEASE_SECONDS)).toEqual([]);
  });

  it("ends its webhook with the last of several, whoever is last", async () => {
    const messageId = await thinWebhook("/shipments/1", "/shipments/2", "/shipments/3");
    const claims = await test.adapter.fetches.claim(5, LEASE_SECONDS);
    expect(claims).toHaveLength(3);
    const [first, ...others] = claims;
    await fetchForMessage(first as ClaimedFetch, ports);
    expect(await stateOf(messageId)).toBe("waiting fetching");
    await Promise.all(others.map((claim) => fetchForMessage(claim, ports)));
    expect(await stateOf(messageId)).toBe("unchanged fetched");
    expect(await fetched()).toHaveLength(3);
  });

  it("is not written by a worker whose lease is over", async () => {
    const messageId = await thinWebhook("/shipments/1");
    const late = await claimOne();
    await leasesEnd();
    const now = await claimOne();
    const failed = { code: "fetch_failed", detail: "late" };
    await ports.fetches.settle(late, { state: "failed", status: 500, reason: failed });
    await ports.fetches.defer(late, {
      seconds: 9,
      status: 500,
      reason: failed,
      cause: "failed_try",
    });
    expect(await stateOf(messageId)).toBe("waiting fetching");
    await fetchForMessage(now, ports);
    expect(await stateOf(messageId)).toBe("unchanged fetched");
  });

  it("says how many could not be fetched", async () => {
    const messageId = await thinWebhook("/shipments/1", "/shipments/2");
    const [one, two] = await test.adapter.fetches.claim(2, LEASE_SECONDS);
    const reason = { code: "fetch_failed", detail: "The source answered 400." };
    await ports.fetches.settle(one as ClaimedFetch, { state: "failed", status: 400, reason });
    await fetchForMessage(two as ClaimedFetch, ports);
    expect(await stateOf(messageId)).toBe("quarantined fetch_failed");
    const [row] = await test.database.forShop(source.shopId, (sql) =>
      sql.query<{ detail: string }>(
        "SELECT reason_detail AS detail FROM interpretation WHERE message_id = $1",
        [messageId],
      ),
    );
    expect(row?.detail).toBe("1 of 2: The source answered 400.");
  });

  it("waits together where the source limits how often it is asked", async () => {
    await thinWebhook("/shipments/1", "/shipments/2", "/shipments/3");
    const claim = await claimOne();
    const reason = { code: "fetch_limited", detail: "Wait." };
    const delay = { seconds: 600, status: 429, reason, cause: "limited" } as const;
    await ports.fetches.defer(claim, delay);
    expect(await test.adapter.fetches.claim(5, LEASE_SECONDS)).toEqual([]);
    await test.owner.query("DELETE FROM fetch_task");
  });

  it("is told apart for every address, and holds no credential", async () => {
    await thinWebhook("/shipments/1");
    await fetchForMessage(await claimOne(), ports);
    const rows = await test.database.forShop(source.shopId, (sql) =>
      sql.query("SELECT url, state, status, result_id FROM message_fetch"),
    );
    const [id] = await fetched();
    expect(rows).toEqual([{ url: "/shipments/1", state: "fetched", status: 200, result_id: id }]);
    const body = '{"of":"https://api.oms.example/shipments/1"}';
    const content = await test.adapter.contents.message(source.shopId, id ?? "");
    expect(Buffer.from(content?.body ?? []).toString()).toBe(body);
    expect(content?.headers).toEqual({ "handoff-fetched": "/shipments/1" });
  });
});
