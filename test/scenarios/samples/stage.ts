import { genericJson } from "../../../app/domain/mapping/presets/generic-json.ts";
import { presetSource } from "../../bad-input/open-shop.ts";
import type { OpenShop, SimulatedOrder } from "../../bad-input/open-shop.ts";
import { secretOf } from "../../bad-input/sender.ts";
import type { WholeApp } from "../../bad-input/whole-app.ts";
import { signAsStandard } from "../senders.ts";
import { deliver } from "./delivery.ts";
import type { Bought, SampleStory } from "./sample-story.ts";

/** A shop of its own for a story, with what was bought and the source connected. */
export interface SampleStage {
  readonly shop: OpenShop;
  readonly order: SimulatedOrder;
  /** Where the sample goes. */
  readonly endpointUrl: string;
  /** The merchant's OMS ships the whole order in this parcel; answers the message's id. */
  ship(trackingNumber: string, at: Date): Promise<string>;
}

export async function openSampleStage(
  app: WholeApp,
  handle: string,
  { source, bought }: SampleStory,
): Promise<SampleStage> {
  const skus = bought.lines.map(({ sku }) => sku);
  const shop = await app.openShop(handle, skus);
  const order = await shop.newOrder(orderOf(bought));
  const urlOf = (key: string): string => `http://127.0.0.1:${String(app.port)}/webhooks/oms/${key}`;
  const endpointUrl = urlOf(await shop.connect({ name: "The sample's system", ...source }));
  const omsUrl = urlOf(await shop.connect({ ...presetSource(genericJson), name: "OMS" }));
  return {
    shop,
    order,
    endpointUrl,
    ship: (trackingNumber, at) => ship(omsUrl, { name: order.name, trackingNumber, at }),
  };
}

/** As `orderCreate` takes it; the merchant's reference lies in the metafield that the app looks in. */
function orderOf({ name, reference, lines }: Bought): object {
  if (reference === undefined) return { name, lines };
  const metafield = { namespace: "handoff", key: "reference", type: "id", value: reference };
  return { name, lines, order: { metafields: [metafield] } };
}

interface Shipping {
  readonly name: string;
  readonly trackingNumber: string;
  readonly at: Date;
}

async function ship(url: string, { name, trackingNumber, at }: Shipping): Promise<string> {
  const payload = {
    event_id: "shipped-by-the-oms",
    occurred_at: at.toISOString(),
    order: { name },
    status: "shipped",
    shipment: { id: "S-1", packages: [{ tracking_number: trackingNumber, carrier: "UPS" }] },
  };
  const body = Buffer.from(JSON.stringify(payload));
  const headers = signAsStandard(payload.event_id)(body, secretOf("active"));
  return (await deliver({ url, headers, body })).id ?? "";
}
