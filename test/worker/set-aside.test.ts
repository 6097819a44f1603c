import { afterAll, beforeAll, expect, it } from "vitest";
import { tellFlowAgain } from "../../app/adapters/postgres/flow/tell-again.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { lookAgain } from "../../app/commands/look-again.ts";
import type { FlowStarter, OrderFieldWriter } from "../../app/pipeline/ports.ts";
import { readOrder } from "../../app/queries/read-order.ts";
import { MAX_LOST } from "../../app/worker/backoff.ts";
import { fieldWork } from "../../app/worker/field-work.ts";
import { flowWork } from "../../app/worker/flow-work.ts";
import { learn, leaseOf, shippedUpdate, storefrontOrder } from "../contract/order-steps.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { LONG_LEASE, type World, type WorldSource } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";
import { recordingLog } from "../routes/recording-log.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
});
afterAll(() => test.close());

const never = () => Promise.reject(new Error("nothing was to be tried"));
const around = { clock: systemClock, log: recordingLog(), metrics: systemMetrics() };

/** Five workers in a row claim what is due, and end: their leases run out. */
async function die(
  claim: () => Promise<readonly unknown[]>,
  table: "field_task" | "flow_task",
): Promise<void> {
  for (let lost = 0; lost < MAX_LOST; lost += 1) {
    expect(await claim()).toMatchObject([{ lost }]);
    await test.owner.query(`UPDATE ${table} SET due_at = now()`);
  }
}

/** An order that Shopify has, whose fields are to be looked at. */
async function orderWithFields(number: number): Promise<string> {
  await learn(world, source, [shippedUpdate({ kind: "name", value: `#${String(number)}` })]);
  const lease = await leaseOf(world);
  await world.orders.attach(lease, storefrontOrder(number));
  await world.lanes.release(lease, { kind: "agreed", auditSeconds: null });
  await hurryFields();
  return lease.orderRecordId;
}

async function hurryFields(): Promise<void> {
  await test.owner.query("UPDATE field_task SET due_at = now() WHERE lease_token IS NULL");
}

const claimFields = () => test.adapter.fieldTasks.claim(1, LONG_LEASE);

function fieldsWith(writer: Partial<OrderFieldWriter>) {
  const fieldWriter = { define: never, write: never, read: never, ...writer };
  return fieldWork({ ...around, fieldTasks: test.adapter.fieldTasks, fieldWriter });
}

it("fields that no worker survived are set aside, the order's page says so, and a look writes them", async () => {
  const orderRecordId = await orderWithFields(1001);
  await die(claimFields, "field_task");
  const [batch] = await claimFields();
  if (batch === undefined) throw new Error("the fields are due");

  await fieldsWith({})(batch);

  const request = { shopId: source.shopId, orderRecordId, ledgerBefore: null };
  const problem = async () => (await readOrder(test.database, request))?.fieldProblem;
  expect(await problem()).toContain("5 times in a row");
  await hurryFields();
  expect(await claimFields()).toEqual([]);

  await lookAgain(test, { shopId: source.shopId, actor: "test" }, orderRecordId);
  await world.lanes.release(await leaseOf(world), { kind: "agreed", auditSeconds: null });
  await hurryFields();
  const [again] = await claimFields();
  expect(again).toMatchObject({ attempts: 0, lost: 0 });
  if (again === undefined) throw new Error("the fields are due again");
  await fieldsWith({
    define: () => Promise.resolve({ outcome: "defined" }),
    write: () => Promise.resolve({ outcome: "written", digests: new Map() }),
  })(again);
  expect(await problem()).toBeNull();
});

it("orders whose fields failed together are tried one by one, and soon", async () => {
  await orderWithFields(1002);
  await orderWithFields(1003);
  const [batch] = await claimFields();
  if (batch === undefined) throw new Error("the fields are due");
  expect(batch.orders).toHaveLength(2);

  await fieldsWith({ define: () => Promise.reject(new TypeError("a bug")) })(batch);

  await hurryFields();
  const batches = await test.adapter.fieldTasks.claim(2, LONG_LEASE);
  expect(batches).toMatchObject([
    { orders: [{}], attempts: 1, lost: 0 },
    { orders: [{}], attempts: 1, lost: 0 },
  ]);
});

async function flowEvent(state: "pending" | "sending"): Promise<string> {
  const { rows } = await test.owner.query<{ id: string }>(
    `INSERT INTO flow_event (shop_id, trigger, incident, state)
     VALUES ($1, 'webhooks_silent', $2, $3) RETURNING id::text`,
    [source.shopId, test.ids.next(), state],
  );
  return rows[0]?.id ?? "";
}

async function flowState(id: string): Promise<string | undefined> {
  const { rows } = await test.owner.query<{ state: string }>(
    "SELECT state FROM flow_event WHERE id = $1",
    [id],
  );
  return rows[0]?.state;
}

const claimFlow = () => test.adapter.flowEvents.claim(1, LONG_LEASE);

async function tellFlow(flowStarter: FlowStarter): Promise<void> {
  const [claim] = await claimFlow();
  if (claim === undefined) throw new Error("an event is due");
  await flowWork({ ...around, flowEvents: test.adapter.flowEvents, flowStarter })(claim);
}

it("an event for Flow that no worker survived counts as not taken, until a person has it told again", async () => {
  const by = { shopId: source.shopId, actor: "test" };
  const id = await flowEvent("pending");
  await die(claimFlow, "flow_task");
  await tellFlow({ start: never });
  expect(await flowState(id)).toBe("refused");
  expect(await claimFlow()).toEqual([]);

  expect(await tellFlowAgain(test, by, id)).toBe(true);
  await tellFlow({ start: () => Promise.resolve({ outcome: "started" }) });
  expect(await flowState(id)).toBe("started");
  expect(await tellFlowAgain(test, by, id)).toBe(false);
});

it("an event that may have been sent is unclear then, and is never told again", async () => {
  const id = await flowEvent("sending");
  await die(claimFlow, "flow_task");
  await tellFlow({ start: never });
  expect(await flowState(id)).toBe("unclear");
  expect(await tellFlowAgain(test, { shopId: source.shopId, actor: "test" }, id)).toBe(false);
});

it("a surprise while Flow is told leaves the event unclear at the next look", async () => {
  const id = await flowEvent("pending");
  await tellFlow({ start: () => Promise.reject(new TypeError("a bug")) });
  expect(await flowState(id)).toBe("sending");
  await test.owner.query("UPDATE flow_task SET due_at = now()");
  await tellFlow({ start: never });
  expect(await flowState(id)).toBe("unclear");
});
