import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ShopKeyMissing } from "../../../app/adapters/postgres/shop-key-missing.ts";
import { postgresAdapter } from "../../../app/adapters/postgres/postgres.ts";
import { SealBroken } from "../../../app/adapters/system/seal-broken.ts";
import { sealing } from "../../../app/adapters/system/sealing.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { learn, shippedUpdate } from "../../contract/order-steps.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { eventually, newMessage } from "../../contract/world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

const CANARY = "CANARY-7f3a";

let test: TestDatabase;
let world: World;
let source: WorldSource;
let domain: string;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
  domain = (await test.adapter.shops.findById(source.shopId))?.domain ?? "";
});

afterAll(async () => {
  await world.close();
});

/** Every row of every table of the database, as text, bytes read as text too. */
async function dump(): Promise<string> {
  const { rows: tables } = await test.owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r'
     AND c.relnamespace IN ('public'::regnamespace, 'message_day'::regnamespace)`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await test.owner.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
    for (const value of rows.flatMap((row) => Object.values(row))) {
      texts.push(Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value));
    }
  }
  return texts.join("\n");
}

function session(id: string, changes: Partial<Session> = {}): Session {
  return new Session({
    id,
    shop: domain,
    state: "",
    isOnline: false,
    scope: "read_orders",
    expires: new Date("2026-12-01T00:00:00.000Z"),
    accessToken: `${CANARY}-access`,
    refreshToken: `${CANARY}-refresh`,
    refreshTokenExpires: new Date("2027-02-01T00:00:00.000Z"),
    ...changes,
  });
}

describe("sessions", () => {
  it("K3: come back whole, with refresh token and staff member", async () => {
    const { sessions } = test.adapter;
    const offline = session(`offline_${domain}`);
    await sessions.storeSession(offline);
    const loaded = await sessions.loadSession(offline.id);
    expect(loaded?.toObject()).toEqual(offline.toObject());
    expect(loaded?.refreshTokenExpires).toEqual(offline.refreshTokenExpires);

    const user = { id: 7, first_name: CANARY, last_name: "L", email: "e@example.com" };
    const online = session(`${domain}_7`, {
      isOnline: true,
      onlineAccessInfo: {
        expires_in: 60,
        associated_user_scope: "read_orders",
        associated_user: {
          ...user,
          email_verified: true,
          account_owner: true,
          locale: "en",
          collaborator: false,
        },
      },
    });
    await sessions.storeSession(online);
    expect((await sessions.loadSession(online.id))?.toObject()).toEqual(online.toObject());
    const found = await sessions.findSessionsByShop(domain);
    expect(found.map(({ id }) => id).sort()).toEqual([online.id, offline.id].sort());
  });

  it("are replaced and deleted by their id", async () => {
    const { sessions } = test.adapter;
    await sessions.storeSession(session("s1"));
    await sessions.storeSession(session("s1", { accessToken: "newer" }));
    expect((await sessions.loadSession("s1"))?.accessToken).toBe("newer");
    await sessions.deleteSession("s1");
    expect(await sessions.loadSession("s1")).toBeUndefined();
    await sessions.storeSession(session("s2"));
    await sessions.deleteSessions(["s2", "no such session"]);
    expect(await sessions.loadSession("s2")).toBeUndefined();
    expect(await sessions.findSessionsByShop("unknown.myshopify.com")).toEqual([]);
  });

  it("make the shop's row where the token exchange comes before it", async () => {
    const shop = "brand-new.myshopify.com";
    await test.adapter.sessions.storeSession(session(`offline_${shop}`, { shop }));
    expect(await test.adapter.shops.find(shop)).toMatchObject({ domain: shop, state: "installed" });
  });
});

describe("K1: a dump of the database", () => {
  it("holds no token, no signing secret and no payload", async () => {
    await test.adapter.sessions.storeSession(session(`offline_${domain}`));
    const rotation = {
      endpointId: source.endpointId,
      value: `${CANARY}-signing`,
      overlapSeconds: 60,
    };
    await test.adapter.sources.rotateSecret({ shopId: source.shopId, actor: "test" }, rotation);
    const message = newMessage(world, source, { key: "canary", body: `{"name":"${CANARY}"}` });
    await world.inbox.record([{ ...message, query: `q=${CANARY}`, headers: { "x-name": CANARY } }]);
    const endpoint = await eventually(
      () => world.endpoints.find(source.endpointKey),
      (found) => found?.secrets.length === 2,
    );
    if (endpoint === null) throw new Error("the endpoint is not there");
    expect(endpoint.secrets.map(({ value }) => value)).toEqual([
      `${CANARY}-signing`,
      source.secret,
    ]);
    await world.endpoints.noteRejection(endpoint, {
      receivedAt: instantOf(Date.now()),
      code: "signature_mismatch",
      detail: "The signature does not match.",
      query: "",
      headers: { "x-name": CANARY },
      body: Buffer.from(CANARY),
    });
    const text = await dump();
    expect(text).toContain(domain);
    expect(text.split(CANARY)).toHaveLength(1);
  });

  it("opens nothing where a ciphertext was moved to another row", async () => {
    const [a, b] = [
      newMessage(world, source, { key: "moved a" }),
      newMessage(world, source, { key: "moved b" }),
    ];
    await world.inbox.record([a, b]);
    await test.owner.query(
      "UPDATE message SET content = (SELECT content FROM message WHERE id = $1) WHERE id = $2",
      [a.id, b.id],
    );
    expect((await test.adapter.contents.message(source.shopId, a.id))?.query).toBe("");
    await expect(test.adapter.contents.message(source.shopId, b.id)).rejects.toThrow(SealBroken);
  });
});

describe("keys", () => {
  it("K2: are wrapped anew under another HANDOFF_KEY, all of them, and open as before", async () => {
    const message = newMessage(world, source, { key: "before rotation", body: "kept" });
    await world.inbox.record([message]);
    const both = sealing([Buffer.alloc(32, 9), Buffer.alloc(32, 7)]);
    const { database, ids } = test;
    const rotated = postgresAdapter({ database, ids, sealing: both });
    expect(await rotated.keys.rewrapAll()).toBeGreaterThan(0);
    expect(await rotated.keys.rewrapAll()).toBe(0);
    const { rows } = await test.owner.query("SELECT FROM shop_key WHERE key_id <> $1", [
      both.keyId,
    ]);
    expect(rows).toHaveLength(0);
    const current = postgresAdapter({ database, ids, sealing: sealing([Buffer.alloc(32, 9)]) });
    const content = await current.contents.message(source.shopId, message.id);
    expect(Buffer.from(content?.body ?? []).toString()).toBe("kept");
    await postgresAdapter({
      database,
      ids,
      sealing: sealing([Buffer.alloc(32, 7), Buffer.alloc(32, 9)]),
    }).keys.rewrapAll();
  });
});

describe("G2: compliance", () => {
  it("customers/redact blanks what was received of the customer's orders, with proof", async () => {
    const shop = await world.newShop();
    const { domain: shopDomain = "" } = (await test.adapter.shops.findById(shop.shopId)) ?? {};
    const id = await learn(world, shop, [shippedUpdate({ kind: "name", value: "#77" })]);
    const kept = await learn(world, shop, [
      shippedUpdate({ kind: "name", value: "#78" }, { shipment: null }),
    ]);
    const orderId = "gid://shopify/Order/77";
    await test.owner.query("UPDATE order_record SET order_id = $1 WHERE display_name = '#77'", [
      orderId,
    ]);
    await test.adapter.shops.customerDataRequested(shopDomain, [orderId]);
    await test.adapter.shops.customerRedacted(shopDomain, [orderId]);
    expect(await test.adapter.contents.message(shop.shopId, id)).toBeNull();
    expect(await test.adapter.contents.message(shop.shopId, kept)).not.toBeNull();
    const { rows } = await test.owner.query(
      "SELECT topic, counts FROM compliance_proof ORDER BY id",
    );
    expect(rows).toEqual([
      { topic: "customers_data_request", counts: { message: 1 } },
      { topic: "customers_redact", counts: { message: 1 } },
    ]);
  });

  it("shop/redact leaves nothing of the shop but the proof, and its key is gone from memory", async () => {
    const shop = await world.newShop();
    const { domain: shopDomain = "" } = (await test.adapter.shops.findById(shop.shopId)) ?? {};
    await learn(world, shop, [shippedUpdate({ kind: "name", value: "#1" })]);
    await test.adapter.shops.shopRedacted(shopDomain);
    expect(
      await test.adapter.shops.find(shopDomain),
      "an installed shop is not redacted",
    ).not.toBeNull();

    await test.adapter.shops.uninstalled(shopDomain, instantOf(Date.now() + 60_000));
    await test.adapter.shops.shopRedacted(shopDomain);
    expect(await test.adapter.shops.find(shopDomain)).toBeNull();
    expect(await dump()).not.toContain(shop.shopId);
    expect(await dump()).not.toContain(shopDomain);
    const { rows } = await test.owner.query<{ counts: Record<string, number> }>(
      "SELECT counts FROM compliance_proof WHERE topic = 'shop_redact'",
    );
    expect(rows[0]?.counts).toMatchObject({
      message: 1,
      ledger_entry: 1,
      shop_key: 1,
      order_record: 1,
    });
    await eventually(
      () => test.adapter.keys.of(shop.shopId).catch((error: unknown) => error),
      (answer) => answer instanceof ShopKeyMissing,
    );
    await test.adapter.shops.shopRedacted(shopDomain);
  });

  it("a shop that comes back after its redaction begins anew", async () => {
    const again = "again.myshopify.com";
    const first = await test.adapter.shops.installed(again, ["read_orders"]);
    await test.adapter.shops.uninstalled(again, instantOf(Date.now() + 60_000));
    expect(await test.adapter.shops.find(again)).toMatchObject({ state: "uninstalled" });
    await test.adapter.shops.shopRedacted(again);
    const second = await test.adapter.shops.installed(again, ["read_orders"]);
    expect(second.id).not.toBe(first.id);
  });
});

describe("uninstall", () => {
  it("R22: deletes tokens and keeps the work; an older notice does not undo a new install", async () => {
    const shop = await world.newShop();
    const { domain: shopDomain = "" } = (await test.adapter.shops.findById(shop.shopId)) ?? {};
    await test.adapter.sessions.storeSession(
      session(`offline_${shopDomain}`, { shop: shopDomain }),
    );
    const id = await learn(world, shop, [shippedUpdate({ kind: "name", value: "#5" })]);
    await test.adapter.shops.uninstalled(shopDomain, instantOf(Date.now() - 60_000));
    expect(await test.adapter.shops.find(shopDomain)).toMatchObject({ state: "installed" });
    await test.adapter.shops.uninstalled(shopDomain, instantOf(Date.now() + 1000));
    expect(await test.adapter.shops.find(shopDomain)).toMatchObject({ state: "uninstalled" });
    expect(await test.adapter.sessions.findSessionsByShop(shopDomain)).toEqual([]);
    expect(await world.stateOf(shop.shopId, id)).toMatchObject({ state: "planned" });
    await test.adapter.shops.installed(shopDomain, ["read_orders"]);
    expect(await test.adapter.shops.find(shopDomain)).toMatchObject({ state: "installed" });
  });
});
