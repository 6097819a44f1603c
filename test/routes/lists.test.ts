import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as connect from "../../app/routes/connect-source.tsx";
import * as messages from "../../app/routes/messages.tsx";
import * as orders from "../../app/routes/orders.tsx";
import { MOST_VIEWS, type SavedView } from "../../app/domain/saved-view.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import type { ViewAnswer } from "../../app/routes/view-actions.server.ts";
import type { MessageSummary, Page } from "../../app/screens/messages/view.ts";
import type { OrderSummary } from "../../app/screens/orders/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let oms: NewSecret;
let erp: NewSecret;
/** Messages by what they are. */
const sent: Record<"shipped" | "stuck" | "invoiced", string> = {
  shipped: "",
  stuck: "",
  invoiced: "",
};

const DOMAIN = "mine.myshopify.com";

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  await app.database.owner.query("UPDATE shop SET time_zone = 'Europe/Berlin' WHERE domain = $1", [
    DOMAIN,
  ]);
  oms = await connected({ ...SOURCE_FORM });
  erp = await connected({ ...SOURCE_FORM, name: "Ledger", role: "erp" });
  const from = (sourceId: string) => ({ domain: DOMAIN, sourceId });
  sent.shipped = await receive(app, from(oms.sourceId), SHIPPED);
  sent.stuck = await receive(app, from(oms.sourceId), { ...SHIPPED, status: "unheard of" });
  sent.invoiced = await receive(app, from(erp.sourceId), {
    ...SHIPPED,
    order: { id: "8", name: "#1002", shopify_order_id: null },
    shipment: { id: "S2", packages: [], lines: [] },
  });
});

afterAll(() => app.close());

async function connected(form: typeof SOURCE_FORM): Promise<NewSecret> {
  return (await bodyOf<{ made: NewSecret }>(mine.send(connect.action, form))).made;
}

async function listed(search: string): Promise<readonly string[]> {
  const path = `/messages?${search}`;
  const { page } = await bodyOf<{ page: Page<MessageSummary> }>(mine.open(messages.loader, path));
  return page.rows.map(({ id }) => id);
}

async function ordersListed(search: string): Promise<readonly string[]> {
  const path = `/orders?${search}`;
  const { page } = await bodyOf<{ page: Page<OrderSummary> }>(mine.open(orders.loader, path));
  return page.rows.map(({ name }) => name);
}

describe("the list of messages", () => {
  it("is narrowed by source, way in, state, zone and problem, and by any mix of them", async () => {
    const all = [sent.invoiced, sent.stuck, sent.shipped];
    expect(await listed("")).toEqual(all);
    expect(await listed("via=webhook")).toEqual(all);
    expect(await listed("via=poll&via=import")).toEqual([]);
    expect(await listed(`source=${erp.sourceId}`)).toEqual([sent.invoiced]);
    expect(await listed("zone=handling")).toEqual([sent.stuck]);
    expect(await listed("zone=handling&state=planned")).toEqual([]);
    expect(await listed("reason=unmapped_status")).toEqual([sent.stuck]);
    expect(await listed(`reason=unmapped_status&source=${erp.sourceId}`)).toEqual([]);
    expect(await listed(`state=planned&state=unchanged&source=${oms.sourceId}`)).toEqual([
      sent.shipped,
    ]);
    expect(await listed("q=1001&state=planned")).toEqual([sent.shipped]);
  });

  it("is narrowed by a time on the shop's clock", async () => {
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Berlin",
      dateStyle: "short",
      timeStyle: "short",
    });
    const minute = (offset: number) => clock.format(Date.now() + offset * 60_000).replace(" ", "T");
    expect(await listed(`from=${minute(-5)}&to=${minute(5)}`)).toHaveLength(3);
    expect(await listed(`from=${minute(5)}`)).toEqual([]);
    expect(await listed(`to=${minute(-5)}`)).toEqual([]);
    expect(await listed("time=hour")).toHaveLength(3);
    expect(await listed("from=2026-02-30T10:00")).toHaveLength(3);
  });

  it("offers the problems that there are", async () => {
    const shown = await bodyOf<{ reasons: readonly string[] }>(mine.open(messages.loader));
    expect(shown.reasons).toEqual(["unmapped_status"]);
    expect(await bodyOf(theirs.open(messages.loader))).toMatchObject({ reasons: [], sources: [] });
  });
});

describe("the list of orders", () => {
  it("is narrowed by what was said, by whom, and by what blocks since when", async () => {
    expect(await ordersListed("")).toEqual(["#1002", "#1001"]);
    expect(await ordersListed("milestone=shipped")).toEqual(["#1001"]);
    expect(await ordersListed(`source=${erp.sourceId}`)).toEqual(["#1002"]);
    expect(await ordersListed("block=over_quantity")).toEqual([]);
    await app.database.owner.query(
      `UPDATE order_record SET agreement = 'needs_person', block_codes = '{line_not_found,over_quantity}',
         blocked_since = now() - interval '2 days',
         blocks = '[{"code":"over_quantity","shipmentKeys":null,"detail":"3 of MUG, 2 are open."}]'
       WHERE display_name = '#1001'`,
    );
    expect(await ordersListed("block=over_quantity")).toEqual(["#1001"]);
    expect(await ordersListed("waiting=day&agreement=needs_person")).toEqual(["#1001"]);
    expect(await ordersListed("waiting=week")).toEqual([]);
    const shown = await bodyOf<{ blocks: readonly string[] }>(mine.open(orders.loader));
    expect(shown.blocks).toEqual(["line_not_found", "over_quantity"]);
  });

  it("S1: is narrowed by the zone in which an order is broken now, beside every other filter", async () => {
    await broken("#1001", { code: "given_up", zone: "handling", count: 1 });
    expect(await ordersListed("zone=handling")).toEqual(["#1001"]);
    expect(await ordersListed(`zone=handling&source=${oms.sourceId}&q=%231001`)).toEqual(["#1001"]);
    expect(await ordersListed(`zone=handling&source=${erp.sourceId}`)).toEqual([]);
    expect(await ordersListed("zone=delivery")).toEqual([]);
    expect(await ordersListed("zone=elsewhere")).toEqual(["#1002", "#1001"]);
    await app.database.owner.query("UPDATE discrepancy SET closed_at = now()");
    expect(await ordersListed("zone=handling")).toEqual([]);
  });

  it("is narrowed by a zone in which more is broken than is looked up at once", async () => {
    await broken("#1002", { code: "never_triggered", zone: "emission", count: 20_001 });
    expect(await ordersListed("zone=emission")).toEqual(["#1002"]);
    expect(await ordersListed("zone=emission&milestone=shipped")).toEqual([]);
    expect(await bodyOf(theirs.open(orders.loader, "/orders?zone=emission"))).toMatchObject({
      page: { rows: [] },
    });
  });
});

/** So many open discrepancies of one order, each of another moment. */
async function broken(
  order: string,
  { code, zone, count }: { readonly code: string; readonly zone: string; readonly count: number },
): Promise<void> {
  await app.database.owner.query(
    `INSERT INTO discrepancy (id, shop_id, order_record_id, code, zone, owner, fault, since, opened_at, due_at, seen_at)
     SELECT gen_random_uuid(), shop_id, id, $2, $3, 'merchant', '{}', now() - n * interval '1 minute', now(), now(), now()
     FROM order_record CROSS JOIN generate_series(1, $4::int) AS n WHERE display_name = $1`,
    [order, code, zone, count],
  );
}

describe("a saved view", () => {
  const change = (form: Readonly<Record<string, string>>) => mine.send(messages.action, form);
  const views = async (visits = mine) =>
    (await bodyOf<{ views: readonly SavedView[] }>(visits.open(messages.loader))).views;
  let id = "";

  it("keeps the filters under a name, without what the list does not know", async () => {
    const search = "zone=handling&shop=other&state=nonsense&q=%2310";
    const answer = await bodyOf<ViewAnswer>(change({ action: "create", name: " Stuck ", search }));
    expect(answer).toMatchObject({ done: "create", error: null });
    id = answer.id ?? "";
    expect(await views()).toEqual([{ id, name: "Stuck", search: "q=%2310&zone=handling" }]);
    expect(await views(theirs)).toEqual([]);
  });

  it("has a name of its own, and one that fits", async () => {
    expect(await change({ action: "create", name: "STUCK", search: "" })).toMatchObject({
      status: 409,
      body: { error: "name_taken" },
    });
    for (const name of ["", "  ", "x".repeat(41)]) {
      expect(await change({ action: "create", name, search: "" })).toMatchObject({ status: 422 });
    }
  });

  it("is renamed, takes other filters, and is deleted; each is written down", async () => {
    await change({ action: "rename", id, name: "Needs us" });
    await change({ action: "narrow", id, search: "state=dead" });
    expect(await views()).toEqual([{ id, name: "Needs us", search: "state=dead" }]);
    const stranger = await theirs.send(messages.action, { action: "delete", id });
    expect(stranger).toMatchObject({ status: 404, body: { error: "not_found" } });
    await change({ action: "delete", id });
    expect(await views()).toEqual([]);
    expect(await change({ action: "rename", id, name: "Gone" })).toMatchObject({ status: 404 });
    const { rows } = await app.database.owner.query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject = $1 ORDER BY id",
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "view.created",
      "view.renamed",
      "view.changed",
      "view.deleted",
    ]);
  });

  it("belongs to its list, and there are no more than fit above it", async () => {
    for (let n = 0; n < MOST_VIEWS; n += 1) {
      await change({ action: "create", name: `View ${String(n)}`, search: "" });
    }
    expect(await change({ action: "create", name: "One more", search: "" })).toMatchObject({
      status: 409,
      body: { error: "too_many" },
    });
    const shown = await bodyOf<{ views: readonly SavedView[] }>(mine.open(orders.loader));
    expect(shown.views).toEqual([]);
    const own = { action: "create", name: "View 1", search: "zone=handling&via=poll" };
    expect(await bodyOf<ViewAnswer>(mine.send(orders.action, own))).toMatchObject({ error: null });
    const kept = await bodyOf<{ views: readonly SavedView[] }>(mine.open(orders.loader));
    expect(kept.views).toMatchObject([{ name: "View 1", search: "zone=handling" }]);
  });
});
