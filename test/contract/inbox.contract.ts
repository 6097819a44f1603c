import { expect, it } from "vitest";
import { LONG_LEASE, newMessage } from "./world.ts";
import type { World } from "./world.ts";

export function inboxContract(world: () => World): void {
  it("records a message and gives its bytes back as they came", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const message = { ...newMessage(world(), source, { key: "bytes", body }), query: "a=%00&b=ü" };

    expect(await inbox.record([message])).toEqual([{ outcome: "recorded", messageId: message.id }]);
    const [claim] = await messages.claim(10, LONG_LEASE);
    const stored = claim === undefined ? null : await messages.load(claim);
    expect(stored).toMatchObject({
      id: message.id,
      sourceId: source.sourceId,
      receivedAt: message.receivedAt,
      via: "webhook",
      headers: { "content-type": "application/json" },
      query: "a=%00&b=ü",
    });
    expect(Buffer.from(stored?.body ?? []).equals(Buffer.from(body))).toBe(true);
    expect(await world().stateOf(source.shopId, message.id)).toMatchObject({ state: "recorded" });
  });

  it("answers outcomes in the order given, and one of a batch's twins is the first", async () => {
    const { inbox, newShop } = world();
    const source = await newShop();
    const [a, twin, b] = [
      newMessage(world(), source, { key: "a" }),
      newMessage(world(), source, { key: "a" }),
      newMessage(world(), source, { key: "b" }),
    ];
    expect(await inbox.record([a, twin, b])).toEqual([
      { outcome: "recorded", messageId: a.id },
      { outcome: "duplicate", messageId: a.id },
      { outcome: "recorded", messageId: b.id },
    ]);
    expect(await world().duplicatesOf(source.shopId, a.id)).toBe(1);
  });

  it("S16: records one of fifty parallel copies", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const copies = Array.from({ length: 50 }, () => newMessage(world(), source, { key: "same" }));
    const outcomes = (await Promise.all(copies.map((copy) => inbox.record([copy])))).flat();
    const recorded = outcomes.filter(({ outcome }) => outcome === "recorded");
    expect(recorded).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(49);
    expect(new Set(outcomes.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await messages.claim(100, LONG_LEASE)).toHaveLength(1);
  });

  it("records batches that cross each other without losing any", async () => {
    const { inbox, newShop } = world();
    const source = await newShop();
    const batch = () =>
      Array.from({ length: 40 }, (_, n) =>
        newMessage(world(), source, { key: `key ${String(n)}` }),
      );
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, n) => inbox.record(n % 2 === 0 ? batch() : batch().reverse())),
    );
    expect(outcomes.flat().filter(({ outcome }) => outcome === "recorded")).toHaveLength(40);
  });

  it("keeps a known id with other content once, quarantined, and never queues it", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const first = newMessage(world(), source, { key: "id", body: "one" });
    const other = newMessage(world(), source, { key: "id", body: "two" });
    const again = newMessage(world(), source, { key: "id", body: "two" });
    await inbox.record([first]);

    const conflict = { outcome: "id_reuse_conflict", messageId: other.id, firstId: first.id };
    expect(await inbox.record([other])).toEqual([conflict]);
    expect(await inbox.record([again])).toEqual([conflict]);
    expect(await world().stateOf(source.shopId, other.id)).toEqual({
      state: "quarantined",
      code: "id_reuse_conflict",
    });
    const claims = await messages.claim(10, LONG_LEASE);
    expect(claims.map(({ messageId }) => messageId)).toEqual([first.id]);
  });

  it("keeps the same key of two sources apart", async () => {
    const { inbox, newShop } = world();
    const [a, b] = [await newShop(), await newShop()];
    const outcomes = await inbox.record([
      newMessage(world(), a, { key: "same" }),
      newMessage(world(), b, { key: "same" }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["recorded", "recorded"]);
  });

  it("records for a paused endpoint and gives the messages out when it is resumed", async () => {
    const { inbox, messages, newShop, setEndpointState } = world();
    const source = await newShop();
    await setEndpointState(source, "paused");
    const message = newMessage(world(), source, { key: "while paused" });
    expect(await inbox.record([message])).toMatchObject([{ outcome: "recorded" }]);
    expect(await messages.claim(10, LONG_LEASE)).toEqual([]);
    await setEndpointState(source, "active");
    expect(await messages.claim(10, LONG_LEASE)).toMatchObject([{ messageId: message.id }]);
  });
}
