import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerPickupNotice } from "../../app/commands/answer-pickup-notice.ts";
import type { Step } from "../../app/domain/plan/step.ts";
import type { Lease } from "../../app/pipeline/ports.ts";
import { learn, leaseOf, shippedUpdate, storefrontOrder } from "../contract/order-steps.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { RECEIVED_AT, type World, type WorldSource } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
});
afterAll(() => world.close());

const NOTICE: Step = {
  kind: "prepare_pickup",
  key: "gid://shopify/FulfillmentOrder/1",
  shipmentKey: null,
  fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1",
};
const UNKNOWN = [{ code: "pickup_notice_unknown", shipmentKeys: null, detail: "?" }] as const;
let orders = 3000;

/** An order whose notice may or may not have gone out; its worker is still at it. */
async function doubtfulOrder(): Promise<Lease> {
  orders += 1;
  await learn(world, source, [shippedUpdate({ kind: "name", value: `#${String(orders)}` })]);
  const lease = await leaseOf(world);
  await world.orders.attach(lease, storefrontOrder(orders));
  const next = { step: NOTICE, expectedPlanVersion: 0, at: RECEIVED_AT };
  const intent = await world.intents.begin(lease, next);
  if (intent === null) throw new Error("the lease was lost");
  const answer = { state: "unknown", resultId: null, detail: "timed out" } as const;
  await world.intents.settle(lease, intent.id, answer);
  return lease;
}

const blocked = (lease: Lease) =>
  world.lanes.release(lease, { kind: "blocked", blocks: UNKNOWN, retrySeconds: 86_400 });

const by = () => ({ shopId: source.shopId, actor: "staff 7" });

async function noticeOf({ orderRecordId }: Lease): Promise<unknown> {
  const { rows } = await test.owner.query<Record<string, unknown>>(
    "SELECT state, detail FROM intent WHERE order_record_id = $1",
    [orderRecordId],
  );
  return rows[0];
}

describe("a pickup notice of unknown outcome", () => {
  it.each([
    ["told", { state: "confirmed", detail: "A person says that the customer was told." }],
    ["not_told", { state: "planned", detail: null }],
  ] as const)(
    "is settled by a person who says %s, and the order goes on at once",
    async (answer, intent) => {
      const lease = await doubtfulOrder();
      await blocked(lease);
      const { orderRecordId } = lease;
      expect(await world.lanes.claim(10, 60)).toEqual([]);
      expect(await answerPickupNotice(test, by(), { orderRecordId, answer })).toBe("answered");
      expect(await noticeOf(lease)).toEqual(intent);
      const next = await leaseOf(world);
      expect(next.orderRecordId).toBe(orderRecordId);
      await world.lanes.release(next, { kind: "agreed", auditSeconds: null });
      const { rows } = await test.owner.query(
        "SELECT actor, action FROM audit_entry WHERE subject = $1",
        [orderRecordId],
      );
      expect(rows).toEqual([{ actor: "staff 7", action: `pickup_notice.${answer}` }]);
      expect(await answerPickupNotice(test, by(), { orderRecordId, answer })).toBe("settled");
    },
  );

  it("is left alone while a worker is at the order, and by another shop", async () => {
    const lease = await doubtfulOrder();
    const asked = { orderRecordId: lease.orderRecordId, answer: "not_told" } as const;
    expect(await answerPickupNotice(test, by(), asked)).toBe("busy");
    await blocked(lease);
    const other = await world.newShop();
    const stranger = { shopId: other.shopId, actor: "staff 8" };
    expect(await answerPickupNotice(test, stranger, asked)).toBe("not_found");
    expect(await noticeOf(lease)).toEqual({ state: "unknown", detail: "timed out" });
  });
});
