import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instant } from "../../app/domain/instant.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as order from "../../app/routes/order.tsx";
import * as orders from "../../app/routes/orders.tsx";
import type { OrderDetail, OrderSummary, PastOrder } from "../../app/screens/orders/view.ts";
import type { Page } from "../../app/screens/messages/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let orderRecordId: string;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  const oms = await connected("Main OMS", "oms");
  const wms = await connected("Warehouse", "wms");
  const erp = await connected("Books", "erp");
  await told(oms, { event_id: "1", status: "processing", occurred_at: "2026-11-20T08:00:00Z" });
  await told(wms, { event_id: "2", status: "shipped", occurred_at: "2026-11-20T10:00:00Z" });
  await told(oms, { event_id: "3", status: "shipped", occurred_at: "2026-11-20T09:30:00Z" });
  await told(erp, { event_id: "4", status: "delivered", occurred_at: null });
  const { page } = await bodyOf<{ page: Page<OrderSummary> }>(mine.open(orders.loader, "/orders"));
  orderRecordId = page.rows[0]?.id ?? "";
});

afterAll(() => app.close());

/** A source that a merchant connects by the form. */
async function connected(name: string, role: string): Promise<string> {
  const form = { ...SOURCE_FORM, name, role };
  const { made } = await bodyOf<{ made: NewSecret }>(mine.send(connect.action, form));
  return made.sourceId;
}

async function told(sourceId: string, changes: object): Promise<void> {
  const { version: _, ...shipped } = SHIPPED;
  await receive(app, { domain: DOMAIN, sourceId }, { ...shipped, ...changes });
}

function asOf(moment: string, by = "known"): Promise<{ past: PastOrder }> {
  const search = new URLSearchParams({ "as-of": moment, by });
  return bodyOf(mine.open(order.loader, `/?${search.toString()}`, { orderRecordId }));
}

async function asIs(): Promise<OrderDetail> {
  return (await bodyOf<{ order: OrderDetail }>(mine.open(order.loader, "/", { orderRecordId })))
    .order;
}

const says = ({ sources }: Pick<PastOrder, "sources">) =>
  Object.fromEntries(sources.map(({ sourceName, milestone }) => [sourceName, milestone]));

describe("S22: an order beside the systems that a merchant connected", () => {
  it("shows what each says, when it happened, and when and how it was learnt", async () => {
    const shown = await asIs();
    const [first, second, third] = shown.sources;
    expect(
      shown.sources.map(({ sourceName, role, milestone }) => [sourceName, role, milestone]),
    ).toEqual([
      ["Books", "erp", "delivered"],
      ["Main OMS", "oms", "shipped"],
      ["Warehouse", "wms", "shipped"],
    ]);
    expect(first?.origin).toMatchObject({ via: "webhook", happenedAt: null });
    expect(second?.origin?.happenedAt).toBe("2026-11-20T09:30:00.000Z");
    expect(third?.origin?.happenedAt).toBe("2026-11-20T10:00:00.000Z");
    const [newest] = shown.ledger;
    expect(first?.origin).toMatchObject({
      learntAt: newest?.receivedAt,
      messageId: newest?.messageId,
    });
    expect(shown.truth.milestone).toBe("shipped");
    expect(shown.ledgerCheck).toMatchObject({ kind: "intact", entries: 4 });
  });
});

describe("an order as it was", () => {
  it("is stepped through, change by change, back to nothing and on to now", async () => {
    const now = await asIs();
    const steps = [];
    let at: Instant | null = now.ledger[0]?.enteredAt ?? null;
    while (at !== null) {
      const { past } = await asOf(at);
      steps.push(says(past));
      expect(past.ledger).toHaveLength(past.shown);
      at = past.earlier;
    }
    expect(steps).toEqual([
      { "Main OMS": "shipped", Warehouse: "shipped", Books: "delivered" },
      { "Main OMS": "shipped", Warehouse: "shipped" },
      { "Main OMS": "processing", Warehouse: "shipped" },
      { "Main OMS": "processing" },
    ]);
  });

  it("is at any later moment the order as it is", async () => {
    const { past } = await asOf("2027-01-01T00:00:00Z");
    const { sources, truth } = await asIs();
    expect(past).toMatchObject({ sources, truth, later: null, shown: 4, total: 4 });
  });

  it("tells what had happened by then, which was known later", async () => {
    const { past } = await asOf("2026-11-20T09:45:00Z", "happened");
    expect(says(past)).toEqual({ "Main OMS": "shipped" });
    expect(past.ledger.map(({ sourceStatus }) => sourceStatus)).toEqual(["shipped", "processing"]);
    expect(past.later).toBe("2026-11-20T10:00:00.000Z");
    expect(says((await asOf("2026-11-20T09:45:00Z", "known")).past)).toEqual({});
  });

  it("takes a minute on the shop's clock, and counts it whole", async () => {
    await app.database.owner.query("UPDATE shop SET time_zone = 'Europe/Berlin'");
    const { past } = await asOf("2026-11-20T10:30", "happened");
    expect(past.moment.at).toBe("2026-11-20T09:30:59.999Z");
    expect(says(past)).toEqual({ "Main OMS": "shipped" });
  });

  it.each([
    "yesterday",
    "2026-13-01T00:00",
    "2026-11-20T10:00 o'clock",
    "'; DROP TABLE shop",
    "+012345-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59",
    "\u0000",
  ])("says that %j is no moment, and shows the order as it is", async (moment) => {
    const path = `/?${new URLSearchParams({ "as-of": moment }).toString()}`;
    const shown = await bodyOf<{ isMomentWrong: boolean; order: OrderDetail }>(
      mine.open(order.loader, path, { orderRecordId }),
    );
    expect(shown.isMomentWrong).toBe(true);
    expect(shown.order.ledger).toHaveLength(4);
  });

  it("T1: is not shown to another shop", async () => {
    const path = "/?as-of=2027-01-01T00:00:00Z";
    expect(await theirs.open(order.loader, path, { orderRecordId })).toMatchObject({ status: 404 });
  });
});
