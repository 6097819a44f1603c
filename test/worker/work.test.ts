import { beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { secondsToNextLook } from "../../app/pipeline/next-look.ts";
import { InboxUnavailable } from "../../app/pipeline/inbox-unavailable.ts";
import type { StorefrontOrder } from "../../app/domain/storefront/storefront-order.ts";
import type {
  LaneEnd,
  Lease,
  Messages,
  OrderSearch,
  Storefront,
} from "../../app/pipeline/ports.ts";
import { MAX_LOST, MAX_SURPRISES } from "../../app/worker/backoff.ts";
import { laneWork } from "../../app/worker/lane-work.ts";
import { messageWork } from "../../app/worker/message-work.ts";
import { memoryWorld } from "../contract/memory-world.ts";
import { learn, leaseOf, shippedUpdate, storefrontOrder } from "../contract/order-steps.ts";
import { eventually, newMessage } from "../contract/world.ts";
import type { World, WorldSource } from "../contract/world.ts";
import { interpretHere } from "../interpret-here.ts";
import { recordingLog } from "../routes/recording-log.ts";

const LEASE_SECONDS = 60;

/** The same end with hardly a wait. */
function soon(end: LaneEnd): LaneEnd {
  return end.kind === "again" || end.kind === "blocked"
    ? { ...end, retrySeconds: Math.min(end.retrySeconds, 0.001) }
    : end;
}

async function leaseWhenDue(leaseSeconds = LEASE_SECONDS): Promise<Lease> {
  const leases = await eventually(
    () => world.lanes.claim(1, leaseSeconds),
    (claimed) => claimed.length > 0,
  );
  const [lease] = leases;
  if (lease === undefined) throw new Error("no lane became due");
  return lease;
}

/** One order with one open fulfillment order that may be fulfilled. */
const OPEN_ORDER: StorefrontOrder = {
  ...storefrontOrder(1001),
  fulfillmentOrders: [
    {
      id: "gid://shopify/FulfillmentOrder/1",
      status: "OPEN",
      requestStatus: "UNSUBMITTED",
      supportedActions: ["CREATE_FULFILLMENT"],
      locationId: "gid://shopify/Location/1",
      locationName: "Main warehouse",
      deliveryMethod: "SHIPPING",
      holds: [],
      lines: [
        {
          id: "gid://shopify/FulfillmentOrderLineItem/1",
          lineItemId: "gid://shopify/LineItem/1",
          sku: "A",
          barcode: null,
          totalQuantity: 1,
          remainingQuantity: 1,
        },
      ],
    },
  ],
};

let world: World;
let source: WorldSource;
let log: ReturnType<typeof recordingLog>;
/** Seconds to the next look, as each end of a lane gave them. */
let waits: number[];

beforeEach(async () => {
  world = await memoryWorld();
  source = await world.newShop();
  log = recordingLog();
  waits = [];
});

describe("the work on a message", () => {
  function worker(change: Partial<Messages>) {
    const messages: Messages = {
      ...world.messages,
      defer: (claim, delay) => world.messages.defer(claim, { ...delay, seconds: 0 }), // so that the test need not wait
      ...change,
    };
    return messageWork({ messages, interpret: interpretHere, log, metrics: systemMetrics() });
  }

  async function recorded(body: string): Promise<string> {
    const message = newMessage(world, source, { key: "one", body });
    await world.inbox.record([message]);
    return message.id;
  }

  async function claimAndWork(work: ReturnType<typeof worker>): Promise<number> {
    const claims = await world.messages.claim(10, LEASE_SECONDS);
    for (const claim of claims) await work(claim);
    return claims.length;
  }

  it("folds what it claims, and says so in one line without its payload", async () => {
    const id = await recorded('{"order":{"name":"#1001"},"status":"shipped"}');

    await claimAndWork(worker({}));

    expect(await world.stateOf(source.shopId, id)).toMatchObject({ state: "planned" });
    expect(log.lines.map(({ event }) => event)).toEqual(["message.interpreted"]);
    expect(JSON.stringify(log.lines)).not.toContain("#1001");
  });

  it("gives a message that failed back, and ends it as dead when it keeps failing", async () => {
    const id = await recorded("{}");
    const work = worker({ load: () => Promise.reject(new TypeError("a bug")) });

    for (let tries = 0; tries < MAX_SURPRISES; tries += 1) await claimAndWork(work);
    expect(await world.stateOf(source.shopId, id)).toMatchObject({ state: "recorded" });
    await claimAndWork(work);

    expect(await world.stateOf(source.shopId, id)).toEqual({
      state: "dead",
      code: "processing_failed",
    });
    expect(await claimAndWork(work)).toBe(0);
  });

  it("never ends a message because the database was away", async () => {
    const id = await recorded("{}");
    const work = worker({ load: () => Promise.reject(new InboxUnavailable("away")) });

    for (let tries = 0; tries < 2 * MAX_SURPRISES; tries += 1) await claimAndWork(work);

    expect(await world.stateOf(source.shopId, id)).toMatchObject({ state: "recorded" });
  });
});

describe("the work on a message whose workers ended", () => {
  it("counts for nothing while there were few, and sets the message aside without another try after five", async () => {
    const message = newMessage(world, source, { key: "one", body: "{}" });
    await world.inbox.record([message]);
    let tries = 0;
    const messages: Messages = {
      ...world.messages,
      load: (claim) => {
        tries += 1;
        return world.messages.load(claim);
      },
    };
    const work = messageWork({ messages, interpret: interpretHere, log, metrics: systemMetrics() });
    for (let lost = 0; lost < MAX_LOST; lost += 1) {
      expect(await world.messages.claim(1, 0)).toMatchObject([{ attempts: 0, lost }]);
    }

    for (const claim of await world.messages.claim(1, LEASE_SECONDS)) await work(claim);

    expect(tries).toBe(0);
    expect(await world.stateOf(source.shopId, message.id)).toEqual({
      state: "dead",
      code: "processing_failed",
    });
    expect(await world.messages.claim(1, LEASE_SECONDS)).toEqual([]);
  });
});

describe("the work on an order", () => {
  function worker(storefront: Partial<Storefront>) {
    const { lanes, orders, intents } = world;
    const missing: Storefront = {
      find: () => Promise.resolve({ outcome: "not_found" }),
      read: () => Promise.resolve({ outcome: "not_found" }),
      apply: () => Promise.reject(new Error("nothing to apply")),
    };
    return laneWork({
      lanes: {
        ...lanes,
        release: (lease, end) => {
          waits.push(secondsToNextLook(end) ?? 0);
          return lanes.release(lease, soon(end));
        },
      },
      orders,
      intents,
      storefront: { ...missing, ...storefront },
      clock: systemClock,
      log,
      metrics: systemMetrics(),
    });
  }

  const named = { kind: "name", value: "#1001" } as const;

  it("ends with what blocks it, and the message says why it waits", async () => {
    const id = await learn(world, source, [shippedUpdate(named)]);
    await worker({}).work(await leaseOf(world));
    expect(await world.stateOf(source.shopId, id)).toEqual({
      state: "waiting",
      code: "order_not_found",
    });
    expect(log.lines.at(-1)).toMatchObject({
      event: "lane.ended",
      fields: { end: "blocked", blocks: ["order_not_found"] },
    });
  });

  it("is tried again after a surprise, and ends as dead when it keeps failing", async () => {
    const id = await learn(world, source, [shippedUpdate(named)]);
    const { work } = worker({ find: () => Promise.reject(new TypeError("a bug")) });

    for (let tries = 0; tries < MAX_SURPRISES; tries += 1) await work(await leaseWhenDue());
    expect(await world.stateOf(source.shopId, id)).toMatchObject({ state: "planned" });
    await work(await leaseWhenDue());

    expect(await world.stateOf(source.shopId, id)).toEqual({
      state: "dead",
      code: "processing_failed",
    });
    expect(await world.lanes.claim(1, LEASE_SECONDS)).toEqual([]);
  });

  it("never ends for what passes, and counts looks and lost workers for no surprise", async () => {
    const id = await learn(world, source, [shippedUpdate(named)]);
    const away = worker({ find: () => Promise.reject(new InboxUnavailable("away")) });
    const missing = worker({});
    const broken = worker({ find: () => Promise.reject(new TypeError("a bug")) });
    for (let tries = 0; tries < 2 * MAX_SURPRISES; tries += 1)
      await away.work(await leaseWhenDue());
    for (let looks = 0; looks < MAX_SURPRISES; looks += 1) {
      await missing.work(await leaseWhenDue());
    }
    await leaseWhenDue(0);
    for (let lost = 2; lost < MAX_LOST; lost += 1) await world.lanes.claim(1, 0);

    await broken.work(await leaseWhenDue());

    expect(await world.stateOf(source.shopId, id)).toMatchObject({ state: "waiting" });
    expect(log.lines.at(-1)).toMatchObject({ fields: { end: "again", lost: MAX_LOST - 1 } });
  });

  it("looks again within seconds at what passes, however often it was missed", async () => {
    await learn(world, source, [shippedUpdate(named)]);
    const { work } = worker({ find: () => Promise.reject(new InboxUnavailable("away")) });

    for (let tries = 0; tries < 20; tries += 1) await work(await leaseWhenDue());

    expect(waits).toHaveLength(20);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5);
  });

  it("is set aside without another look when five workers in a row ended with it in hand", async () => {
    const id = await learn(world, source, [shippedUpdate(named)]);
    for (let lost = 0; lost < MAX_LOST; lost += 1) {
      expect(await world.lanes.claim(1, 0)).toMatchObject([{ lost }]);
    }

    await worker({ find: () => Promise.reject(new Error("no look was to come")) }).work(
      await leaseWhenDue(),
    );

    expect(await world.stateOf(source.shopId, id)).toEqual({
      state: "dead",
      code: "processing_failed",
    });
    expect(log.lines.at(-1)).toMatchObject({ event: "lane.ended", fields: { end: "dead" } });
  });

  it("ends after the step that is under way when the process stops, and is free at once", async () => {
    await learn(world, source, [shippedUpdate(named)]);
    const found: OrderSearch = { outcome: "found", order: OPEN_ORDER };
    const steps: string[] = [];
    const { work, windDown } = worker({
      find: () => Promise.resolve(found),
      read: () => Promise.resolve(found),
      apply: (_shopId, step) => {
        steps.push(step.kind);
        windDown();
        return Promise.resolve({ outcome: "done", resultId: null });
      },
    });

    await work(await leaseOf(world));

    expect(steps).toHaveLength(1);
    expect(await world.lanes.claim(1, LEASE_SECONDS)).toHaveLength(1);
  });
});
