import { afterAll, beforeAll, expect, it } from "vitest";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { readOrder } from "../../app/queries/read-order.ts";
import { type OpenShop, presetSource } from "../bad-input/open-shop.ts";
import { senderFor } from "../bad-input/sender.ts";
import { startWholeApp, type WholeApp } from "../bad-input/whole-app.ts";
import { sendRaw } from "../routes/raw-http.ts";

const PATIENCE = { timeout: 20_000 };
const SYSTEMS = ["oms", "wms", "erp"] as const;

let app: WholeApp;
let shop: OpenShop;
const keys = new Map<string, string>();

beforeAll(async () => {
  app = await startWholeApp();
  shop = await app.openShop("watched", ["HAT"]);
  for (const role of SYSTEMS) {
    keys.set(role, await shop.connect({ ...presetSource(genericJson), name: role, role }));
  }
});
afterAll(() => app.close());

async function tell(
  system: (typeof SYSTEMS)[number],
  order: string,
  status: string,
): Promise<string> {
  const id = `event_${system}_${status}`;
  const shipment = { id: "S-1", packages: [{ tracking_number: "1Z999", carrier: "UPS" }] };
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  const body = JSON.stringify({
    event_id: id,
    occurred_at: occurredAt,
    order: { name: order },
    status,
    shipment: status === "shipped" ? shipment : null,
  });
  const path = `/webhooks/oms/${keys.get(system) ?? ""}`;
  const answer = await sendRaw(app.port, senderFor(id).request({ path, body }));
  expect(answer.status, answer.all).toBe(202);
  return (JSON.parse(answer.body) as { id: string }).id;
}

async function seen(order: { readonly name: string }) {
  const { rows } = await app.test.owner.query<{ id: string; shop_id: string }>(
    "SELECT order_record_id AS id, shop_id FROM order_reference WHERE kind = 'name' AND value = $1",
    [order.name],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const asked = { shopId: row.shop_id, orderRecordId: row.id, ledgerBefore: null };
  return readOrder(app.test.database, asked);
}

it("S22: a warehouse and an ERP are shown beside the order, and nothing is shipped until the OMS says so", async () => {
  const order = await shop.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });
  await tell("oms", order.name, "processing");
  await expect.poll(async () => (await seen(order))?.storefront !== null, PATIENCE).toBe(true);
  const watched = [
    await tell("wms", order.name, "shipped"),
    await tell("erp", order.name, "delivered"),
  ];
  await expect
    .poll(() => Promise.all(watched.map((id) => app.stateOf(id))), PATIENCE)
    .toMatchObject([{ state: "unchanged" }, { state: "unchanged" }]);
  await expect.poll(async () => (await seen(order))?.nextLook ?? null, PATIENCE).toBeNull();
  expect(await shop.fulfillmentsOf(order)).toEqual([]);
  const beside = (await seen(order))?.sources.map(({ role, beside }) => [role, beside]);
  expect(beside).toEqual([
    ["erp", "ahead"],
    ["oms", "same"],
    ["wms", "ahead"],
  ]);

  await tell("oms", order.name, "shipped");
  await expect.poll(() => shop.fulfillmentsOf(order), PATIENCE).toHaveLength(1);
  await expect
    .poll(async () => (await seen(order))?.sources.map(({ beside }) => beside), PATIENCE)
    .toEqual(["same", "same", "same"]);
});
