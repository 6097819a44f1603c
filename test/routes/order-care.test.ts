import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as alerts from "../../app/routes/alerts.tsx";
import * as connect from "../../app/routes/connect-source.tsx";
import * as order from "../../app/routes/order.tsx";
import * as orders from "../../app/routes/orders.tsx";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import type { Page } from "../../app/screens/messages/view.ts";
import type { OrderCare, OrderSummary } from "../../app/screens/orders/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let params: { readonly orderRecordId: string };

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  const { made } = await bodyOf<{ made: NewSecret }>(mine.send(connect.action, SOURCE_FORM));
  await receive(app, { domain: DOMAIN, sourceId: made.sourceId }, SHIPPED);
  const [first] = await listed("");
  params = { orderRecordId: first?.id ?? "" };
});

afterAll(() => app.close());

async function listed(search: string): Promise<readonly OrderSummary[]> {
  const path = `/orders${search}`;
  const { page } = await bodyOf<{ page: Page<OrderSummary> }>(mine.open(orders.loader, path));
  return page.rows;
}

async function care(): Promise<OrderCare> {
  return (await bodyOf<{ care: OrderCare }>(mine.open(order.loader, "/", params))).care;
}

const done = (form: Record<string, string>) => mine.send(order.action, form, params);

describe("an order's page", () => {
  it("holds the order with a reason, lists it as held, and releases it", async () => {
    expect(await done({ action: "hold", words: " <b>risk</b> " })).toMatchObject({
      status: 202,
      body: { care: "held" },
    });
    expect(await done({ action: "hold", words: "" })).toMatchObject({
      body: { care: "held_already" },
    });
    expect((await care()).hold).toMatchObject({ reason: "<b>risk</b>" });
    expect(await listed("?care=held")).toMatchObject([{ isHeld: true, isMarked: false }]);
    expect(await listed("?care=marked")).toEqual([]);
    expect(await done({ action: "release" })).toMatchObject({ body: { care: "released" } });
    expect(await done({ action: "release" })).toMatchObject({ body: { care: "not_held" } });
    expect(await care()).toMatchObject({ hold: null, isHoldShown: false });
  });

  it("marks the order for review until somebody looked, and lists it as marked", async () => {
    await done({ action: "mark", words: "" });
    expect((await care()).review).toMatchObject({ note: null });
    await done({ action: "mark", words: "look at the parcel" });
    expect((await care()).review).toMatchObject({ note: "look at the parcel" });
    expect(await listed("?care=marked")).toMatchObject([{ isMarked: true }]);
    expect(await done({ action: "reviewed" })).toMatchObject({ body: { care: "reviewed" } });
    expect(await done({ action: "reviewed" })).toMatchObject({ body: { care: "not_marked" } });
    expect(await listed("?care=marked")).toEqual([]);
  });

  it.each([
    { action: "hold" },
    { action: "hold", words: "x".repeat(501) },
    { action: "release", words: "x" },
    { action: "explode" },
  ])("refuses %j and changes nothing", async (form) => {
    expect(await done(form)).toMatchObject({ status: 422 });
    expect(await care()).toMatchObject({ hold: null, review: null });
  });

  it.each(["hold", "release", "mark", "reviewed"])(
    "lets no other store %s the order",
    async (action) => {
      const form = action === "hold" || action === "mark" ? { action, words: "" } : { action };
      const answer = await theirs.send(order.action, form, params);
      expect(
        answer.status === 404 || (answer.body as { care?: string }).care === "not_marked",
      ).toBe(true);
      expect(await care()).toMatchObject({ hold: null, review: null });
    },
  );

  it("shows what Shopify Flow was told of it, and so does the page of alerts", async () => {
    const { owner } = app.database;
    await owner.query(
      `INSERT INTO flow_event (shop_id, trigger, incident, order_record_id, state, detail)
       SELECT shop_id, 'discrepancy_opened', 'x', id, 'refused', 'Invalid handle' FROM order_record WHERE id = $1`,
      [params.orderRecordId],
    );
    const told = {
      trigger: "discrepancy_opened",
      state: "refused",
      order: { id: params.orderRecordId },
    };
    expect((await care()).events).toMatchObject([told]);
    const shown = await bodyOf<{ alerts: { flow: unknown } }>(mine.open(alerts.loader));
    expect(shown.alerts.flow).toMatchObject([told]);
    const foreign = await bodyOf<{ alerts: { flow: unknown } }>(theirs.open(alerts.loader));
    expect(foreign.alerts.flow).toEqual([]);
  });

  it("tells Shopify Flow again of what it did not take, from here and from the page of alerts, and for no other store", async () => {
    const [{ id: eventId, ...refused } = { id: "" }] = (await care()).events;
    expect(refused).toMatchObject({ state: "refused" });
    const form = { action: "tell_flow", eventId };
    expect(await theirs.send(alerts.action, form)).toMatchObject({ status: 200 });
    expect((await care()).events).toMatchObject([{ state: "refused" }]);
    expect(await done(form)).toMatchObject({ status: 202 });
    expect((await care()).events).toMatchObject([{ state: "pending", detail: null }]);

    await app.database.owner.query("UPDATE flow_event SET state = 'refused' WHERE id = $1", [
      eventId,
    ]);
    expect(await mine.send(alerts.action, form)).toMatchObject({ body: { done: "told" } });
    expect((await care()).events).toMatchObject([{ state: "pending" }]);
    expect(await done({ action: "tell_flow", eventId: "one" })).toMatchObject({ status: 422 });
  });
});
