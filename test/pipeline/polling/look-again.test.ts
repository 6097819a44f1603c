import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { lookAgain } from "../../../app/commands/look-again.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import { readAsked } from "../../../app/queries/read-asked.ts";
import { ship } from "../../sandbox/oms/ship.ts";
import type { Order } from "../../sandbox/oms/order.ts";
import { takeOrder } from "../../sandbox/oms/take-orders.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

const { openSet: _, ...LISTS_ONLY } = simulatedOms;
const BY_ID: PollerDefinition = {
  ...LISTS_ONLY,
  single: { feed: "orders", request: { url: "/api/orders/{id}" } },
};

const BY_NAME: PollerDefinition = {
  ...LISTS_ONLY,
  single: {
    feed: "orders",
    request: { url: "/api/orders", query: { name: "{order_name}" } },
    path: "$.orders[*]",
  },
};

let stage: PollingStage;
let orders = 1000;

beforeAll(async () => {
  stage = await startPollingStage();
});
afterAll(() => stage.close());

/**
 * An order of two pieces: a poll has told of the first, and no webhook of the
 * second. Its time of change stands still long ago, so that no list shows it.
 */
async function lostShipment(definition: PollerDefinition): Promise<Order> {
  const { account } = stage;
  account.faults.frozen_updated_at = "off";
  orders += 1;
  const order = takeOrder(stage.oms.oms, account, {
    name: `#${String(orders)}`,
    shopifyOrderId: null,
    lines: [{ sku: "HAT", title: "Hat", quantity: 2 }],
  });
  shipOne(order);
  await stage.set(definition);
  expect(await stage.poll()).toBeNull();
  expect(await shipped(order)).toBe(1);
  order.updatedAt = new Date(Date.now() - 3_600_000).toISOString();
  account.faults.frozen_updated_at = "on";
  shipOne(order);
  return order;
}

function shipOne(order: Order): void {
  const packing = { lines: [{ sku: "HAT", quantity: 1 }], location: "Main", parcels: 1 };
  ship(stage.oms.oms, stage.account, { order, packing });
}

/** Shipments of the order that the ledger knows. */
async function shipped({ name }: Order): Promise<number> {
  const { rows } = await stage.test.owner.query(
    `SELECT FROM ledger_entry AS l JOIN order_record AS o ON o.id = l.order_record_id
     WHERE o.display_name = $1 AND l.milestone = 'shipped' AND l.decision = 'advanced'`,
    [name],
  );
  return rows.length;
}

async function recordOf({ name }: Order): Promise<string> {
  const { rows } = await stage.test.owner.query<{ id: string }>(
    "SELECT id FROM order_record WHERE display_name = $1",
    [name],
  );
  return rows[0]?.id ?? "";
}

async function click(order: Order): Promise<void> {
  const by = { shopId: stage.shopId, actor: "staff 7" };
  expect(await lookAgain(stage.test, by, await recordOf(order))).toBe(true);
}

/** What the person sees who clicked. */
async function told(order: Order) {
  const { test, shopId } = stage;
  const orderRecordId = await recordOf(order);
  const view = await test.database.forShop(shopId, (sql) =>
    readAsked(sql, { shopId, orderRecordId }),
  );
  return { states: view.asked.map(({ state }) => state), isAsking: view.isAsking };
}

/** What a worker does about it, and about what came. */
async function work(): Promise<void> {
  await stage.turn();
  await stage.interpretAll();
}

interface Asked {
  readonly outcome: string | null;
  readonly code: string | null;
  readonly learnt: number;
}

async function asked({ name }: Order): Promise<readonly Asked[]> {
  const { rows } = await stage.test.owner.query<Asked>(
    `SELECT a.outcome, a.problem->>'code' AS code, cardinality(a.message_ids) AS learnt
     FROM order_ask AS a JOIN order_record AS o ON o.id = a.order_record_id WHERE o.display_name = $1`,
    [name],
  );
  return rows;
}

async function count(table: "poll" | "message"): Promise<number> {
  return (await stage.test.owner.query(`SELECT FROM ${table}`)).rows.length;
}

describe("a look at an order that somebody asked for", () => {
  it("heals at once what no webhook and no list told, and doubles nothing (S44)", async () => {
    const order = await lostShipment(BY_ID);
    expect(await stage.poll()).toBeNull();
    expect(await shipped(order)).toBe(1);
    const polls = await count("poll");
    await click(order);
    expect(await told(order)).toEqual({ states: ["asking"], isAsking: true });
    await stage.turn();
    expect((await told(order)).isAsking).toBe(true);
    await stage.interpretAll();
    expect(await told(order)).toEqual({ states: ["told_news"], isAsking: false });
    expect(await asked(order)).toEqual([{ outcome: "answered", code: null, learnt: 1 }]);
    expect(await shipped(order)).toBe(2);
    expect(await count("poll")).toBe(polls);
    const messages = await count("message");
    await click(order);
    await work();
    expect(await asked(order)).toEqual([{ outcome: "answered", code: null, learnt: 0 }]);
    expect((await told(order)).states).toEqual(["told_nothing_new"]);
    expect(await stage.poll()).toBeNull();
    expect(await count("message")).toBe(messages);
    expect(await shipped(order)).toBe(2);
  });

  it.each([
    ["as its open records are asked for, where the definition says no more", simulatedOms],
    ["by the order's name, where the source takes it", BY_NAME],
  ])("asks %s", async (_name, definition) => {
    const order = await lostShipment(definition);
    await click(order);
    await work();
    expect(await asked(order)).toEqual([{ outcome: "answered", code: null, learnt: 1 }]);
    expect(await shipped(order)).toBe(2);
  });

  it("reads the lists of a source that takes no question about one order", async () => {
    const order = await lostShipment(LISTS_ONLY);
    order.updatedAt = new Date().toISOString();
    await click(order);
    await work();
    expect(await asked(order)).toEqual([{ outcome: "listed", code: null, learnt: 1 }]);
    expect(await shipped(order)).toBe(2);
  });

  it("asks when the source's wait is over, and not before", async () => {
    const order = await lostShipment(BY_ID);
    stage.account.waitHeader = { name: "retry-after", value: "45" };
    stage.account.faults.poll_throttled = 1;
    await click(order);
    await work();
    expect(await asked(order)).toEqual([{ outcome: null, code: null, learnt: 0 }]);
    expect(await told(order)).toEqual({ states: ["waiting"], isAsking: false });
    const { rows } = await stage.test.owner.query<{ waits: boolean }>(
      "SELECT lease_token IS NULL AND due_at > now() + interval '20 seconds' AS waits FROM poll_task",
    );
    expect(rows).toEqual([{ waits: true }]);
    await work();
    expect(await asked(order)).toEqual([{ outcome: "answered", code: null, learnt: 1 }]);
  });

  it("says so where the source no longer has the order", async () => {
    const order = await lostShipment(BY_ID);
    stage.account.orders.delete(order.id);
    await click(order);
    await work();
    expect(await asked(order)).toEqual([{ outcome: "not_there", code: null, learnt: 0 }]);
    expect(await shipped(order)).toBe(1);
  });

  it("says so where the source refuses the key", async () => {
    const order = await lostShipment(BY_ID);
    await stage.set(BY_ID, { inputs: { api_key: "another" } });
    await click(order);
    await work();
    expect(await asked(order)).toEqual([{ outcome: "failed", code: "auth_failed", learnt: 0 }]);
    expect(await shipped(order)).toBe(1);
  });

  it("asks no source whose polling is off", async () => {
    const order = await lostShipment(BY_ID);
    const by = { shopId: stage.shopId, actor: "staff 7" };
    await stage.test.adapter.pollerSettings.turnOff(by, stage.sourceId);
    await click(order);
    expect(await asked(order)).toEqual([]);
    expect(await told(order)).toEqual({ states: ["polling_off"], isAsking: false });
  });
});
