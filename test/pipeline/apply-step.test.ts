import { beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import type { Step, StepAnswer } from "../../app/domain/plan/step.ts";
import { applyStep } from "../../app/pipeline/7-apply.ts";
import type { Lease } from "../../app/pipeline/ports.ts";
import { memoryWorld } from "../contract/memory-world.ts";
import { learn, leaseOf, shippedUpdate, storefrontOrder } from "../contract/order-steps.ts";
import type { World } from "../contract/world.ts";
import { recordingLog } from "../routes/recording-log.ts";

const ID = "gid://shopify/FulfillmentOrder/1";
const STEP: Step = { kind: "prepare_pickup", key: ID, shipmentKey: null, fulfillmentOrderId: ID };
const THROTTLED: StepAnswer = { outcome: "throttled", retryAfterMilliseconds: 1 };
const UNKNOWN: StepAnswer = { outcome: "unknown", reason: "a time-out" };

let world: World;
let lease: Lease;

beforeEach(async () => {
  world = await memoryWorld();
  await learn(world, await world.newShop(), [shippedUpdate({ kind: "name", value: "#1001" })]);
  lease = await leaseOf(world);
  await world.orders.attach(lease, storefrontOrder(1001));
});

/** Sends the step once, with the intents as they stand; answers the state of its intent. */
async function sendAnd(answer: StepAnswer): Promise<string | undefined> {
  const intents = (await world.orders.load(lease))?.intents ?? [];
  const { orders, lanes } = world;
  const storefront = {
    find: () => Promise.reject(new Error("not asked for")),
    read: () => Promise.reject(new Error("not asked for")),
    apply: () => Promise.resolve(answer),
  };
  const ports = { intents: world.intents, orders, lanes, storefront };
  await applyStep(
    lease,
    { step: STEP, intents },
    { ...ports, clock: systemClock, log: recordingLog() },
  );
  return (await world.orders.load(lease))?.intents[0]?.state;
}

describe("a step that was not executed", () => {
  it("is still only planned, however often the bucket was empty", async () => {
    expect(await sendAnd(THROTTLED)).toBe("planned");
    expect(await sendAnd(THROTTLED)).toBe("planned");
    expect(await sendAnd(THROTTLED)).toBe("planned");
  });

  it("stays unknown where an earlier request is unaccounted for", async () => {
    expect(await sendAnd(UNKNOWN)).toBe("unknown");
    expect(await sendAnd(THROTTLED)).toBe("unknown");
    expect(await sendAnd(THROTTLED)).toBe("unknown");
  });
});
