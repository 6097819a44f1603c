import { afterAll, beforeAll, expect, it } from "vitest";
import type { SimulatedOrder } from "../../bad-input/open-shop.ts";
import { startWholeApp, type WholeApp } from "../../bad-input/whole-app.ts";
import { control, tell } from "../../bad-input/whole-app-hands.ts";

const PATIENCE = { timeout: 15_000 };

let app: WholeApp;

beforeAll(async () => {
  app = await startWholeApp();
});
afterAll(() => app.close());

interface Seen {
  readonly metafields: readonly {
    readonly namespace: string;
    readonly key: string;
    readonly value: string;
    readonly name: string | null;
  }[];
}

async function fieldsOf(order: SimulatedOrder): Promise<Readonly<Record<string, string>>> {
  const path = `shops/acme/orders/${encodeURIComponent(order.id)}`;
  const { metafields } = await control<Seen>(app, path);
  return Object.fromEntries(metafields.map(({ key, value }) => [key, value]));
}

interface LogEntry {
  readonly field: string;
  readonly committed: boolean;
  readonly variables: { readonly metafields?: readonly { readonly ownerId: string }[] };
}

async function writes(): Promise<readonly LogEntry[]> {
  const { log } = await control<{ log: readonly LogEntry[] }>(app, "shops/acme/log");
  return log.filter(({ field }) => field === "metafieldsSet");
}

/** The orders whose fields are still to be looked at. */
async function openTasks(): Promise<readonly unknown[]> {
  const { rows } = await app.test.owner.query("SELECT order_record_id FROM field_task");
  return rows as readonly unknown[];
}

const newOrder = () => app.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });

it("what the OMS says is on the order itself, under definitions that say who may read it", async () => {
  const order = await newOrder();
  await tell(app, order, "shipped");
  await expect
    .poll(() => fieldsOf(order), PATIENCE)
    .toMatchObject({
      oms_status: "shipped",
      milestone: "shipped",
      discrepancy: "none",
      confirmed_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  const { data } = await control<{ data: { metafieldDefinitions: { nodes: unknown[] } } }>(
    app,
    "shops/acme/graphql",
    {
      query: `{ metafieldDefinitions(first: 9, ownerType: ORDER) {
        nodes { key namespace access { admin customerAccount storefront } } } }`,
    },
  );
  const access = (customerAccount: string, storefront: string) => ({
    namespace: expect.stringMatching(/^app--\d+$/) as string,
    access: { admin: "MERCHANT_READ", customerAccount, storefront },
  });
  expect(data.metafieldDefinitions.nodes).toEqual([
    { key: "oms_status", ...access("NONE", "NONE") },
    { key: "milestone", ...access("READ", "PUBLIC_READ") },
    { key: "discrepancy", ...access("READ", "PUBLIC_READ") },
    { key: "confirmed_at", ...access("READ", "PUBLIC_READ") },
  ]);
});

it("orders that move at once are written with one call, and none again where nothing changed", async () => {
  const orders = await Promise.all([newOrder(), newOrder(), newOrder(), newOrder()]);
  const before = (await writes()).length;
  for (const order of orders) await tell(app, order, "processing");
  const milestones = async () =>
    (await Promise.all(orders.map(fieldsOf))).map(({ milestone }) => milestone);
  await expect.poll(milestones, PATIENCE).toEqual(orders.map(() => "processing"));
  const calls = (await writes()).slice(before);
  expect(calls.length).toBeLessThan(orders.length);
  for (const order of orders) await tell(app, order, "processing");
  await expect
    .poll(async () => {
      const { rows } = await app.test.owner.query(
        "SELECT FROM field_task UNION ALL SELECT FROM message_task",
      );
      return rows.length;
    }, PATIENCE)
    .toBe(0);
  expect(await writes()).toHaveLength(before + calls.length);
});

it("a write whose answer was lost is found by its digest, and the fields end right", async () => {
  const order = await newOrder();
  await tell(app, order, "processing");
  await expect.poll(async () => (await fieldsOf(order))["milestone"], PATIENCE).toBe("processing");
  await control(app, "faults", { kind: "internal-error-after", operation: "metafieldsSet" });
  await tell(app, order, "shipped");
  const problems = async () => {
    await app.test.owner.query("UPDATE field_task SET due_at = now() WHERE lease_token IS NULL");
    const { rows } = await app.test.owner.query(
      "SELECT written, problem FROM order_field f JOIN order_record o ON o.id = f.order_record_id WHERE o.order_id = $1",
      [order.id],
    );
    return rows as readonly unknown[];
  };
  await expect
    .poll(problems, PATIENCE)
    .toEqual([
      { written: expect.objectContaining({ milestone: "shipped" }) as object, problem: null },
    ]);
  expect(await fieldsOf(order)).toMatchObject({ milestone: "shipped" });
});

it("an order that Shopify refuses does not hold up those that were sent with it", async () => {
  const [gone, good] = await Promise.all([newOrder(), newOrder()]);
  await tell(app, gone, "processing");
  await expect.poll(async () => (await fieldsOf(gone))["milestone"], PATIENCE).toBe("processing");
  // What Shopify shows is noted a moment later.
  await expect.poll(openTasks, PATIENCE).toEqual([]);
  // As if Shopify had forgotten it: by no name it is found again.
  await app.test.owner.query(
    `WITH forgotten AS (
       UPDATE order_record SET order_id = 'gid://shopify/Order/999999' WHERE order_id = $1 RETURNING id)
     DELETE FROM order_reference WHERE order_record_id IN (SELECT id FROM forgotten)`,
    [gone.id],
  );
  await app.test.owner.query(
    `UPDATE order_field SET written = NULL WHERE order_record_id =
       (SELECT id FROM order_record WHERE order_id = 'gid://shopify/Order/999999')`,
  );
  await app.test.owner.query(
    `INSERT INTO field_task (shop_id, order_record_id, due_at)
     SELECT shop_id, id, now() + interval '1.5 seconds' FROM order_record
     WHERE order_id = 'gid://shopify/Order/999999'
     ON CONFLICT (shop_id, order_record_id) DO UPDATE SET due_at = EXCLUDED.due_at`,
  );
  await tell(app, good, "processing");
  await expect.poll(async () => (await fieldsOf(good))["milestone"], PATIENCE).toBe("processing");
  await expect
    .poll(async () => {
      const { rows } = await app.test.owner.query(
        "SELECT problem FROM order_field WHERE problem IS NOT NULL",
      );
      return rows as readonly unknown[];
    }, PATIENCE)
    .toEqual([{ problem: "Owner does not exist." }]);
});

it("nothing of it is an error of ours", () => {
  expect(app.errors()).toEqual([]);
});
