import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shipbob } from "../../app/domain/mapping/presets/shipbob.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import { until } from "../sandbox/processes/until.ts";
import type { AppClient, ConnectedSource } from "../sandbox/stack/app-client.ts";
import { installApp } from "../sandbox/stack/app-client.ts";
import { MAIN_WAREHOUSE } from "../sandbox/stack/catalogue.ts";
import type { StoreClient } from "../sandbox/stack/store-client.ts";
import { openStore } from "../sandbox/stack/store-client.ts";
import type { StoreFulfillment } from "../sandbox/stories/oracle/observation.ts";
import type { Theatre } from "../sandbox/stories/theatre.ts";
import { startTheatre } from "../sandbox/stories/theatre.ts";
import {
  post,
  signAsEasyPost,
  signAsShipBob,
  signAsShipHero,
  signAsShippo,
  signAsStandard,
  signAsWooCommerce,
} from "./senders.ts";

/** Payloads of real systems, beside the repository; not everybody has them. */
const SAMPLES = path.join(ROOT, "../shared/oms/samples");
const START_MILLISECONDS = 120_000;
const SETTLE_SECONDS = 20;
const HANDLE = "real-payloads";
const MUGS = [{ sku: "MUG-BLUE", quantity: 2 }];

let theatre: Theatre;
let store: StoreClient;
let app: AppClient;

function sample(name: string): Uint8Array<ArrayBuffer> {
  return readFileSync(path.join(SAMPLES, `${name}.json`));
}

/** The order's only fulfillment, once it is as wanted. */
async function fulfillmentOf(
  order: string,
  isWanted: (one: StoreFulfillment) => boolean = () => true,
): Promise<StoreFulfillment> {
  return await until(`the fulfillment of ${order}`, SETTLE_SECONDS, async () => {
    const made = (await store.fulfillments()).filter((one) => one.orderName === order);
    expect(made.length).toBeLessThan(2);
    return made.find(isWanted) ?? null;
  });
}

/** Systems that ship without numbers, or whose number is none, need a policy that says so. */
async function shipsWithoutTracking({ sourceId }: ConnectedSource): Promise<void> {
  await app.changeSource(sourceId, {
    action: "policy",
    policy: JSON.stringify({ missingTracking: "apply" }),
  });
}

/** An OMS ships the order before the carrier speaks of the parcel. */
async function shipWith(
  oms: ConnectedSource,
  order: string,
  trackingNumber: string,
): Promise<void> {
  const payload = {
    event_id: `evt-${trackingNumber}`,
    occurred_at: "2016-07-01T00:00:00Z",
    order: { name: order },
    status: "shipped",
    shipment: { id: `S-${trackingNumber}`, packages: [{ tracking_number: trackingNumber }] },
  };
  const body = Buffer.from(JSON.stringify(payload));
  expect(await post(oms, body, signAsStandard(payload.event_id))).toBe(true);
  await fulfillmentOf(order);
}

describe.skipIf(!existsSync(SAMPLES))(
  "real payloads, signed as their systems sign, through the real endpoint (needs ../shared/oms/samples)",
  () => {
    beforeAll(async () => {
      theatre = await startTheatre(() => undefined);
      const crate = { title: "Crate", sku: "1122334581", price: 3, location: MAIN_WAREHOUSE };
      store = await openStore(theatre.shopifyUrl, HANDLE, [crate]);
      app = await installApp({ shopifyUrl: theatre.shopifyUrl, handle: HANDLE });
    }, START_MILLISECONDS);

    afterAll(async () => {
      await theatre.close();
    }, START_MILLISECONDS);

    it("WooCommerce: a completed order is fulfilled whole", async () => {
      await store.createOrder(MUGS, "#727");
      const source = await app.connectSource({ name: "Woo", preset: "woocommerce" });
      await shipsWithoutTracking(source);
      expect(await post(source, sample("woocommerce_order_completed"), signAsWooCommerce)).toBe(
        true,
      );
      expect((await fulfillmentOf("#727")).lines).toMatchObject(MUGS);
    });

    it("ShipHero: a shipment of 50 pieces, whose number `Pickup` is none", async () => {
      await store.createOrder([{ sku: "1122334581", quantity: 60 }], "#243");
      const source = await app.connectSource({ name: "ShipHero", preset: "shiphero" });
      await shipsWithoutTracking(source);
      expect(await post(source, sample("shiphero_shipment_update"), signAsShipHero)).toBe(true);
      const made = await fulfillmentOf("#243");
      expect(made.lines).toMatchObject([{ sku: "1122334581", quantity: 50 }]);
      expect(made.trackingNumbers).toEqual([]);
    });

    it("ShipBob: a label with its tracking number, where the merchant ships on the label", async () => {
      await store.createOrder(MUGS, "TEST101");
      const source = await app.connectSource({ name: "ShipBob", preset: "shipbob" });
      const rows = Object.entries({ ...shipbob.statusMap, labelcreated: "shipped" }).map(
        ([status, meaning]) => ({ status, meaning }),
      );
      const form = { action: "save", basedOn: "1", rows: JSON.stringify(rows) };
      await app.changeStatuses(source.sourceId, form);
      expect(await post(source, sample("shipbob_tracking_received"), signAsShipBob)).toBe(true);
      const made = await fulfillmentOf("TEST101");
      expect(made.trackingNumbers).toEqual(["9261290306529427911297"]);
    });

    it("EasyPost: the carrier's step becomes an event of the shipment that bears the number", async () => {
      await store.createOrder(MUGS, "#2001");
      const oms = await app.connectSource({ name: "OMS", preset: "generic-json" });
      await shipWith(oms, "#2001", "1");
      const carrier = await app.connectSource({ name: "EasyPost", preset: "easypost" });
      expect(await post(carrier, sample("easypost_tracker_updated"), signAsEasyPost)).toBe(true);
      const made = await fulfillmentOf("#2001", ({ events }) => events.length > 0);
      expect(made.events).toEqual(["IN_TRANSIT"]);
    });

    it("Shippo: delivered, for the order that the label's metadata names", async () => {
      await store.createOrder(MUGS, "000123");
      const oms = await app.connectSource({ name: "Second OMS", preset: "generic-json" });
      await shipWith(oms, "000123", "9205590164917312751089");
      const carrier = await app.connectSource({ name: "Shippo", preset: "shippo" });
      expect(await post(carrier, sample("shippo_track_updated"), signAsShippo)).toBe(true);
      const made = await fulfillmentOf("000123", ({ events }) => events.length > 0);
      expect(made.events).toEqual(["DELIVERED"]);
    });
  },
);
