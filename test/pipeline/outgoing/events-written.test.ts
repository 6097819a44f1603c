import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addSubscriber,
  type SubscriberSetting,
} from "../../../app/adapters/postgres/outgoing/subscribers.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { eventBodySchema, type EventBody } from "../../../app/domain/outgoing/event-body.ts";
import { EVENT_TYPES } from "../../../app/domain/outgoing/event-type.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { startWholeApp, type WholeApp } from "../../bad-input/whole-app.ts";
import { tell } from "../../bad-input/whole-app-hands.ts";
import { type EventReceiver, startEventReceiver } from "./event-receiver.ts";

const PATIENCE = { timeout: 15_000 };

let app: WholeApp;
let portal: EventReceiver;
let gateway: EventReceiver;
let shopId: string;

beforeAll(async () => {
  app = await startWholeApp();
  portal = await startEventReceiver();
  gateway = await startEventReceiver();
  shopId = (await app.test.adapter.shops.find("acme.myshopify.com"))?.id ?? "";
  await subscribe({ name: "Portal", url: portal.url });
  await subscribe({
    name: "Gateway",
    kind: "sms",
    language: "de",
    url: gateway.url,
    eventTypes: ["shipment.applied"],
  });
});
afterAll(async () => {
  portal.close();
  gateway.close();
  await app.close();
});

async function subscribe(setting: Partial<SubscriberSetting>): Promise<void> {
  const { database, ids, adapter } = app.test;
  const parts = { database, ids, keys: adapter.keys, clock: systemClock };
  const base = {
    name: "",
    kind: "webhook",
    url: null,
    secondUrl: null,
    tls: PUBLIC_TLS,
    format: "json",
  } as const;
  const by = { shopId, actor: "test" };
  const whole = { ...base, language: "en", eventTypes: EVENT_TYPES, ...setting } as const;
  expect((await addSubscriber(parts, by, whole)).outcome).toBe("added");
}

function bodiesAt(receiver: EventReceiver, type: EventBody["type"]): readonly EventBody[] {
  return receiver.received
    .map(({ body }) => eventBodySchema.parse(JSON.parse(body)))
    .filter((body) => body.type === type);
}

const told = (type: EventBody["type"]) => bodiesAt(portal, type);

describe("others are told, each once and in the words of the schema,", () => {
  it("S43, S51, S52, S53, S83: of a status, of what shipped, and that a message shows in Shopify: once it was read back", async () => {
    const order = await app.newOrder({ lines: [{ sku: "HAT", quantity: 2 }] });
    const messageId = await tell(app, order, "shipped");
    await expect.poll(() => told("message.applied"), PATIENCE).toHaveLength(1);
    await expect.poll(() => told("shipment.applied"), PATIENCE).toHaveLength(1);
    expect(told("message.applied")[0]).toMatchObject({
      order_id: order.id,
      order_name: order.name,
      status: "applied",
      metadata: { message_id: messageId, source_event_id: "told_1", code: "applied" },
    });
    const [shipment] = told("shipment.applied");
    expect(shipment).toMatchObject({
      order_id: order.id,
      status: "shipped",
      metadata: {
        tracking: [{ number: "1Ztold_1", carrier: "UPS" }],
        lines: [{ sku: "HAT", quantity: 2 }],
      },
    });
    expect(told("order.status_changed")).toMatchObject([
      { order_name: order.name, status: "shipped", metadata: { previous_status: null } },
    ]);
    const { rows } = await app.test.owner.query<{ at: Date }>(
      "SELECT read_at AS at FROM storefront_view",
    );
    const receipt = told("message.applied")[0]?.timestamp ?? "";
    expect(rows[0]?.at.toISOString() ?? "").not.toBe("");
    expect((rows[0]?.at.toISOString() ?? "z") <= receipt).toBe(true);
  });

  it("S85: and a gateway for short texts gets the signed event with its text", async () => {
    await expect.poll(() => bodiesAt(gateway, "shipment.applied"), PATIENCE).toHaveLength(1);
    const [body] = bodiesAt(gateway, "shipment.applied");
    expect(body?.text).toContain(`Deine Bestellung ${body?.order_name ?? ""} ist unterwegs.`);
    expect(gateway.received).toHaveLength(1);
    expect(gateway.header("webhook-signature")).toMatch(/^v1,/);
  });

  it("S43: no receipt while Shopify does not show it", async () => {
    const before = told("message.applied").length;
    const order = await app.newOrder({ lines: [{ sku: "MUG", quantity: 1 }] });
    const id = await tell(app, order, "weird");
    await expect.poll(() => told("message.failed"), PATIENCE).toHaveLength(1);
    expect(told("message.failed")[0]).toMatchObject({
      status: "quarantined",
      metadata: { message_id: id, code: "unmapped_status" },
    });
    expect(told("message.applied")).toHaveLength(before);
  });

  it("of a discrepancy that opens and heals, once each", async () => {
    const { rows } = await app.test.owner.query<{ id: string; name: string }>(
      "SELECT id, display_name AS name FROM order_record WHERE order_id IS NOT NULL LIMIT 1",
    );
    const id = app.test.ids.next();
    await app.test.owner.query(
      `INSERT INTO discrepancy (id, shop_id, order_record_id, code, zone, owner, fault, since, opened_at, due_at, seen_at)
       VALUES ($1, $2, $3, 'never_triggered', 'emission', 'source', '{}', now(), now(), now(), now())`,
      [id, shopId, rows[0]?.id],
    );
    await app.test.owner.query("UPDATE discrepancy SET seen_at = now() WHERE id = $1", [id]);
    await app.test.owner.query("UPDATE discrepancy SET closed_at = now() WHERE id = $1", [id]);
    await expect.poll(() => told("discrepancy.healed"), PATIENCE).toHaveLength(1);
    const about = { discrepancy_id: id, zone: "emission", code: "never_triggered" };
    const body = { order_name: rows[0]?.name, metadata: about };
    await expect.poll(() => told("discrepancy.opened"), PATIENCE).toMatchObject([body]);
    expect(told("discrepancy.healed")).toMatchObject([body]);
  });

  it("S53: and of no customer, nor with an error of ours", () => {
    const all = portal.received.map(({ body }) => body).join("\n");
    expect(all).not.toMatch(/@|customer|address|phone/i);
    expect(app.errors()).toEqual([]);
  });
});
