import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importLog } from "../../app/adapters/postgres/diagnosis/source-log.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import type { TicketBundle } from "../../app/domain/ticket/bundle.ts";
import { rerun } from "../../app/domain/ticket/rerun.ts";
import { readLog } from "../../app/domain/source-log/read-log.ts";
import * as connect from "../../app/routes/connect-source.tsx";
import * as bundles from "../../app/routes/diagnosis-bundle.ts";
import * as orders from "../../app/routes/orders.tsx";
import type { BundleView } from "../../app/screens/diagnosis/view.ts";
import type { Page } from "../../app/screens/messages/view.ts";
import type { OrderSummary } from "../../app/screens/orders/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

const DOMAIN = "mine.myshopify.com";

/** What must never leave: each is one word, so that a part of it would be found, too. */
const CANARIES = {
  name: "Zyxname",
  mail: "zyxmail@example.org",
  phone: "+49 170 4711223",
  street: "Zyxstreet",
  city: "Zyxcity",
  zip: "90210",
  company: "Zyxcompany",
  note: "Zyxnote",
  unmapped: "Zyxunmapped",
};

/** Personal data wherever a system puts it, also where it does not belong: in what the mapping reads. */
const TOLD = {
  ...SHIPPED,
  customer: { name: CANARIES.name, email: CANARIES.mail, note: CANARIES.note },
  shipping_address: {
    name: CANARIES.name,
    phone: CANARIES.phone,
    street: CANARIES.street,
    city: CANARIES.city,
    zip: CANARIES.zip,
    company: CANARIES.company,
  },
  engraving: CANARIES.unmapped,
  shipment: {
    id: "S1",
    location: `Home of ${CANARIES.name}`,
    packages: [
      {
        tracking_number: "JD0001",
        carrier: `DHL for ${CANARIES.company}`,
        tracking_url: `https://track.example.com/JD0001?zip=${CANARIES.zip}&mail=${CANARIES.mail}`,
      },
    ],
    lines: [{ sku: `MUG ${CANARIES.street}`, quantity: 1 }],
  },
};

let app: ScreensApp;
let mine: Visitor;
let oms: NewSecret;
let made: BundleView;
let bundle: TicketBundle;
let orderRecordId: string;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  oms = (await bodyOf<{ made: NewSecret }>(mine.send(connect.action, { ...SOURCE_FORM }))).made;
  await receive(app, { domain: DOMAIN, sourceId: oms.sourceId }, TOLD);
  await importGatewayLog();
  const { page } = await bodyOf<{ page: Page<OrderSummary> }>(mine.open(orders.loader, "/orders"));
  orderRecordId = page.rows[0]?.id ?? "";
  made = await bundleFor(mine);
  bundle = bundleIn(made);
});

afterAll(() => app.close());

/** A line that names the order, and quotes what the OMS's own log holds. */
async function importGatewayLog(): Promise<void> {
  const shop = await app.database.adapter.shops.find(DOMAIN);
  const line = {
    event_id: "e-lost",
    order: "#1001",
    status: `shipped to ${CANARIES.city}`,
    at: "2026-11-21T02:00:00Z",
    code: 502,
    url: oms.url,
  };
  const { lines } = readLog(JSON.stringify(line));
  await importLog(app.database.database, { shopId: shop?.id ?? "", sourceId: oms.sourceId }, lines);
}

async function bundleFor(who: Visitor): Promise<BundleView> {
  const path = `/diagnosis/bundle?orders=${orderRecordId}`;
  return (await bodyOf<{ bundle: BundleView }>(who.open(bundles.loader, path))).bundle;
}

function bundleIn({ json }: BundleView): TicketBundle {
  return JSON.parse(json) as TicketBundle; // what was written is read
}

const onlyOrder = ({ orders: [order] }: TicketBundle) => {
  if (order === undefined) throw new Error("the bundle has no order");
  return order;
};

describe("S76: the bundle for a ticket", () => {
  it("tells the order, the verdict with its evidence, the ledger, the paths, the rules and the endpoints", () => {
    expect(bundle).toMatchObject({ format: "handoff-ticket", version: 1, shop: DOMAIN });
    expect(bundle.app.node).toBe(process.version);
    const order = onlyOrder(bundle);
    expect(order).toMatchObject({
      name: "#1001",
      ledgerCheck: { kind: "intact", entries: 1 },
      diagnosis: { verdict: "fault", fault: { zone: "delivery" } },
      ledger: [{ entry: { milestone: "shipped", decision: "advanced" }, meant: { to: "shipped" } }],
    });
    expect(order.paths.map(({ gap }) => gap)).toEqual(["processing", "receipt"]);
    expect(order.evidence.messages).toHaveLength(1);
    expect(order.ledger[0]?.entry.learnt.shipment?.packages[0]?.number).toBe("JD0001");
    expect(bundle.sources).toMatchObject([
      { name: "Main OMS", preset: "generic-json", health: { state: "active", refusals: {} } },
    ]);
    expect(bundle.sources[0]?.mappings).toMatchObject([
      {
        version: 1,
        isInForce: true,
        mapping: { format: "json" },
        statusMap: { shipped: "shipped" },
      },
    ]);
    expect(made.orders[0]).toMatchObject({ orderName: "#1001", verdict: { zone: "delivery" } });
  });

  it("holds nothing about a person, wherever the messages had it, and no key", () => {
    const text = JSON.stringify(made);
    const told = JSON.stringify(TOLD);
    const canaries = Object.entries(CANARIES).filter(([, value]) => told.includes(value));
    expect(canaries.length).toBeGreaterThan(8);
    expect(canaries.filter(([, value]) => text.includes(value))).toEqual([]);
    const key = oms.url.split("/").at(-1) ?? "";
    expect(key.length).toBeGreaterThan(16);
    expect([key, oms.secret].filter((secret) => secret !== null && text.includes(secret))).toEqual(
      [],
    );
    expect(text).toContain(`…${key.slice(-4)}`);
  });

  it("is of the shop's own orders alone", async () => {
    const theirs = visitor(await app.as("theirs.myshopify.com"));
    const foreign = await bundleFor(theirs);
    expect([foreign.orders, bundleIn(foreign).orders, bundleIn(foreign).sources]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it("comes out the same when it is run again, also after a way through a file", () => {
    expect(bundle.orders.flatMap(rerun)).toEqual([]);
  });
});
