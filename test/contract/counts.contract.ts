import { expect, it } from "vitest";
import type { BlockCode } from "../../app/domain/plan/block.ts";
import type { ClaimedMessage, Lease } from "../../app/pipeline/ports.ts";
import { learn, shippedUpdate } from "./order-steps.ts";
import { eventually, LONG_LEASE, newMessage } from "./world.ts";
import type { World } from "./world.ts";

/** What a worker's death, a surprise and what only passes are to the counts by which a unit is set aside. */
export function countsContract(world: () => World): void {
  it("counts surprises of a message, and apart from them the leases that ran out; nothing that is passing", async () => {
    const { inbox, messages, newShop } = world();
    await inbox.record([newMessage(world(), await newShop(), { key: "counted" })]);
    const next = () => nextOf(() => messages.claim(1, LONG_LEASE));
    await messages.defer(await next(), { seconds: 0, cause: "surprise" });
    expect(await nextOf(() => messages.claim(1, 0.05))).toMatchObject({ attempts: 1, lost: 0 });
    const rescued = await next();
    expect(rescued).toMatchObject({ attempts: 1, lost: 1 });
    await messages.defer(rescued, { seconds: 0, cause: "passing" });
    const after = await next();
    expect(after).toMatchObject({ attempts: 1, lost: 1 });
    await messages.defer(after, { seconds: 0, cause: "surprise" });
    expect(await next()).toMatchObject({ attempts: 2, lost: 0 });
  });

  it("counts surprises of an order apart from looks, apart from both the leases that ran out, and nothing that is passing", async () => {
    const { lanes } = world();
    await learn(world(), await world().newShop(), [shippedUpdate({ kind: "name", value: "#1" })]);
    const again = { kind: "again", retrySeconds: 0 } as const;
    const next = () => nextOf(() => lanes.claim(1, LONG_LEASE));
    await lanes.release(await next(), { ...again, cause: "look" });
    await lanes.release(await next(), { ...again, cause: "surprise" });
    const lost = await nextOf(() => lanes.claim(1, 0.05));
    expect(lost).toMatchObject({ attempts: 2, surprises: 1, lost: 0 });
    const rescued = await next();
    expect(rescued).toMatchObject({ attempts: 2, surprises: 1, lost: 1 });
    await lanes.release(rescued, { ...again, cause: "passing" });
    const after = await next();
    expect(after).toMatchObject({ attempts: 2, surprises: 1, lost: 1 });
    await lanes.release(after, { ...again, cause: "look" });
    expect(await next()).toMatchObject({ attempts: 3, surprises: 0, lost: 0 });
  });

  it("counts no look at an order while Shopify was away: it says nothing of the order", async () => {
    const { lanes } = world();
    await learn(world(), await world().newShop(), [shippedUpdate({ kind: "name", value: "#2" })]);
    const look = async (code: BlockCode): Promise<number> => {
      const lease = await nextOf(() => lanes.claim(1, LONG_LEASE));
      const blocks = [{ code, shipmentKeys: null, detail: "" }];
      await lanes.release(lease, { kind: "blocked", blocks, retrySeconds: 0 });
      return lease.attempts;
    };
    expect(await look("shopify_unreachable")).toBe(0);
    expect(await look("shopify_unreachable")).toBe(0);
    expect(await look("order_not_found")).toBe(0);
    expect(await look("shopify_unreachable")).toBe(1);
    expect(await look("order_not_found")).toBe(1);
    await nextOf(() => lanes.claim(1, LONG_LEASE)); // so that the next test finds no other lane due
  });
}

async function nextOf<Unit extends Lease | ClaimedMessage>(
  claim: () => Promise<readonly Unit[]>,
): Promise<Unit> {
  const [unit] = await eventually(claim, (units) => units.length > 0);
  if (unit === undefined) throw new Error("nothing was claimed");
  return unit;
}
