import { expect, it } from "vitest";
import type { SeenStatus } from "../../app/domain/mapping/seen-status.ts";
import { foldUpdates } from "../../app/pipeline/5-fold.ts";
import { shippedUpdate } from "./order-steps.ts";
import { eventually, LONG_LEASE, newMessage } from "./world.ts";
import type { World, WorldSource } from "./world.ts";

const QUARANTINED = {
  state: "quarantined",
  reason: { code: "unmapped_status", detail: "Map it." },
  mappingVersionId: null,
  problems: [],
} as const;

export function messagesContract(world: () => World): void {
  it("gives a claimed message to nobody else until its lease ends", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const message = newMessage(world(), source, { key: "leased" });
    await inbox.record([message]);
    const [first] = await messages.claim(10, 0.2);
    expect(first).toMatchObject({ messageId: message.id, attempts: 0 });
    const [second] = await eventually(
      () => messages.claim(10, LONG_LEASE),
      (claims) => claims.length > 0,
    );
    expect(second).toMatchObject({ messageId: message.id, attempts: 0, lost: 1 });
    expect(second?.leaseToken).not.toBe(first?.leaseToken);
  });

  it("gives each message of parallel claims to one claimer", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const batch = Array.from({ length: 60 }, (_, n) =>
      newMessage(world(), source, { key: `parallel ${String(n)}` }),
    );
    await inbox.record(batch);
    const claims = (
      await Promise.all(Array.from({ length: 6 }, () => messages.claim(20, LONG_LEASE)))
    ).flat();
    const rest = await messages.claim(100, LONG_LEASE);
    const ids = [...claims, ...rest].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(batch.map(({ id }) => id).sort());
  });

  it("serves every shop before any shop gets more", async () => {
    const { inbox, messages, newShop } = world();
    const flooding = await newShop();
    const quiet = await Promise.all(Array.from({ length: 4 }, () => newShop()));
    await inbox.record(
      Array.from({ length: 100 }, (_, n) =>
        newMessage(world(), flooding, { key: `flood ${String(n)}` }),
      ),
    );
    await inbox.record(quiet.map((source) => newMessage(world(), source, { key: "one" })));
    const claims = await messages.claim(20, LONG_LEASE);
    expect(claims).toHaveLength(20);
    for (const { shopId } of quiet) {
      expect(claims.some((claim) => claim.shopId === shopId)).toBe(true);
    }
  });

  it("gives a shop no more than its share, what it has in work counted", async () => {
    const { inbox, messages, newShop } = world();
    const flooding = await newShop();
    const quiet = await newShop();
    await inbox.record(
      Array.from({ length: 30 }, (_, n) =>
        newMessage(world(), flooding, { key: `share ${String(n)}` }),
      ),
    );
    await inbox.record([newMessage(world(), quiet, { key: "one beside" })]);
    const share = { atOnce: 5, inWork: [flooding.shopId, flooding.shopId] };
    const first = await messages.claim(20, LONG_LEASE, share);
    const shopsOf = (claims: typeof first) => claims.map(({ shopId }) => shopId).sort();
    expect(shopsOf(first)).toEqual(
      [...Array<string>(3).fill(flooding.shopId), quiet.shopId].sort(),
    );
    const inWork = Array<string>(5).fill(flooding.shopId);
    expect(await messages.claim(20, LONG_LEASE, { atOnce: 5, inWork })).toEqual([]);
  });

  it("begins each batch with the shop after the one served last", async () => {
    const { inbox, messages, newShop } = world();
    const shops = await Promise.all(Array.from({ length: 3 }, () => newShop()));
    for (const source of shops) {
      await inbox.record(
        [1, 2].map((n) => newMessage(world(), source, { key: `turn ${String(n)}` })),
      );
    }
    const served: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const [claim] = await messages.claim(1, LONG_LEASE);
      served.push(claim?.shopId ?? "none");
    }
    expect(new Set(served).size).toBe(3);
  });

  it("settles a message with its reason, once", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const message = newMessage(world(), source, { key: "settled" });
    await inbox.record([message]);
    const [claim] = await messages.claim(1, LONG_LEASE);
    if (claim === undefined) throw new Error("nothing was claimed");
    const reason = { code: "json_syntax", detail: "Line 1\u0000." };
    const problem = {
      code: "json_syntax",
      severity: "error",
      field: null,
      at: null,
      value: null,
      detail: "Line 1\u0000.",
    } as const;
    await messages.settle(claim, {
      state: "quarantined",
      reason,
      mappingVersionId: source.mappingVersionId,
      problems: [problem],
      statuses: [],
    });
    expect(await world().stateOf(source.shopId, message.id)).toEqual({
      state: "quarantined",
      code: "json_syntax",
    });
    expect(await messages.claim(1, 0.01)).toEqual([]);
  });

  it("writes nothing for a claim that was lost", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const message = newMessage(world(), source, { key: "lost" });
    await inbox.record([message]);
    const [lost] = await messages.claim(1, 0.01);
    const [holder] = await eventually(
      () => messages.claim(1, LONG_LEASE),
      (claims) => claims.length > 0,
    );
    if (lost === undefined || holder === undefined) throw new Error("nothing was claimed");
    const { sourceId, mappingVersionId } = source;
    const updates = [shippedUpdate({ kind: "name", value: "#lost" })];
    const request = {
      sourceId,
      via: "webhook",
      mappingVersionId,
      updates,
      problems: [],
      statuses: [],
    } as const;
    await messages.fold({ ...request, claim: lost }, foldUpdates);
    expect(await world().stateOf(source.shopId, message.id)).toMatchObject({ state: "recorded" });
    expect(await world().recordOf(source.shopId, { kind: "name", value: "#lost" })).toBeNull();
    await messages.fold({ ...request, claim: holder }, foldUpdates);
    expect(await world().stateOf(source.shopId, message.id)).toMatchObject({ state: "planned" });
  });

  it("counts each status once for a message, and keeps the message by each that is not mapped", async () => {
    const { newShop, messages } = world();
    const source = await newShop();
    const settle = async (
      key: string,
      statuses: readonly SeenStatus[],
      replayOf: string | null,
    ) => {
      const claim = await claimOne(source, key, replayOf);
      await messages.settle(claim, { ...QUARANTINED, statuses });
      return claim.messageId;
    };
    const shipped = { status: "Shipped", meaning: "shipped" } as const;
    const unknown = { status: "Handed  OVER", meaning: null };
    await settle("first", [shipped, { ...shipped, status: " shipped" }, unknown], null);
    const original = await settle(
      "second",
      [unknown, { status: "x".repeat(201), meaning: null }],
      null,
    );
    await settle("replayed", [{ ...unknown, meaning: "shipped" }], original);
    const noted = await world().statusesOf(source);
    expect([...noted].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: "handed over", written: "Handed  OVER", meaning: "shipped", messages: 2, stopped: 2 },
      { name: "shipped", written: "Shipped", meaning: "shipped", messages: 1, stopped: 0 },
    ]);
  });

  it("counts no status for a claim that was lost", async () => {
    const { newShop, messages } = world();
    const source = await newShop();
    const claim = await claimOne(source, "lost count", null);
    const statuses = [{ status: "shipped", meaning: "shipped" }] as const;
    await messages.settle({ ...claim, leaseToken: "0" }, { ...QUARANTINED, statuses });
    expect(await world().statusesOf(source)).toEqual([]);
    await messages.settle(claim, { ...QUARANTINED, statuses });
    expect(await world().statusesOf(source)).toMatchObject([{ messages: 1 }]);
  });

  async function claimOne(source: WorldSource, key: string, replayOf: string | null) {
    const { inbox, messages } = world();
    const message = newMessage(world(), source, { key });
    const via = replayOf === null ? "webhook" : "replay";
    await inbox.record([{ ...message, via, replayOf }]);
    const claims = await messages.claim(100, LONG_LEASE);
    const claim = claims.find(({ messageId }) => messageId === message.id);
    if (claim === undefined) throw new Error("the message was not claimed");
    return claim;
  }

  it("gives a deferred message back after its time", async () => {
    const { inbox, messages, newShop } = world();
    await inbox.record([newMessage(world(), await newShop(), { key: "deferred" })]);
    const [claim] = await messages.claim(1, LONG_LEASE);
    if (claim === undefined) throw new Error("nothing was claimed");
    await messages.defer(claim, { seconds: 0.05, cause: "surprise" });
    const [again] = await eventually(
      () => messages.claim(1, LONG_LEASE),
      (claims) => claims.length > 0,
    );
    expect(again?.messageId).toBe(claim.messageId);
  });

  it("knows the newest published mapping of a source, and none of another shop's", async () => {
    const { messages, newShop } = world();
    const source = await newShop();
    const mapping = await messages.mapping(source.shopId, source.sourceId);
    expect(mapping).toMatchObject({ id: source.mappingVersionId, version: 1 });
    expect(await messages.mapping(source.shopId, world().ids.next())).toBeNull();
  });
}
