import { bigcommerce } from "../../../app/domain/mapping/presets/bigcommerce.ts";
import { bodyHmac } from "../../../app/domain/mapping/presets/parts.ts";
import { shipstationV1 } from "../../../app/domain/mapping/presets/shipstation-v1.ts";
import { presetSource } from "../../bad-input/open-shop.ts";
import { mappingOf } from "../../samples/mapping-of.ts";
import { basicAs, signAsBigCommerce, signAsCycleSoftware, tokenIn, unsigned } from "../senders.ts";
import type { SampleStory } from "./sample-story.ts";
import { APPLIED, waiting } from "./sample-story.ts";
import { tokenScheme } from "./token-scheme.ts";

const MUGS = [{ sku: "MUG", quantity: 2 }];

/** Of a system that signs nothing, the merchant writes the secret into the URL that it calls. */
function byUrl(sample: string): Pick<SampleStory, "sample" | "source" | "sign" | "query"> {
  return {
    sample,
    source: { ...mappingOf(sample), scheme: tokenScheme("query", "token") },
    sign: unsigned,
    query: (secret) => new URLSearchParams({ token: secret }).toString(),
  };
}

const BIGCOMMERCE = { scheme: bigcommerce.scheme, deduplication: bigcommerce.deduplication };

const STOCK_HUB = {
  sample: "winkelstraat_shipment",
  sign: tokenIn("x-api-key"),
  bought: {
    name: "YOUR_ORDER_REFERENCE",
    lines: [
      { sku: "wsnl199-5c9de5ad4681ed3eb551e7ee", quantity: 2 },
      { sku: "MUG", quantity: 1 },
    ],
  },
};
const STOCK_HUB_SOURCE = {
  ...mappingOf("winkelstraat_shipment"),
  scheme: tokenScheme("header", "x-api-key"),
};

/** Systems whose mapping a merchant writes. */
export const MAPPED_STORIES: readonly SampleStory[] = [
  {
    ...byUrl("atomix_shipment"),
    title: "Atomix: two of three articles leave",
    bought: {
      name: "#1001",
      lines: [
        { sku: "abc-123", quantity: 1 },
        { sku: "shirt-1", quantity: 2 },
        { sku: "MUG", quantity: 1 },
      ],
    },
    end: APPLIED,
    shows: "items_fulfilled",
  },
  {
    ...byUrl("helloprint_order_shipped"),
    title: "Helloprint: the number is in the tracking URL, the order found by its reference",
    bought: { name: "#3001", reference: "test", lines: MUGS },
    end: APPLIED,
    shows: "all_fulfilled",
  },
  {
    title: "ShipStation custom store: XML, with Basic and half of it in the query",
    sample: "shipstation_custom_store_shipnotice",
    source: {
      ...mappingOf("shipstation_custom_store_shipnotice"),
      scheme: { kind: "basic", username: "handoff" },
    },
    sign: (...delivery) => ({ "content-type": "text/xml", ...basicAs("handoff")(...delivery) }),
    query: () => "action=shipnotify&order_number=ABC123&carrier=USPS&service=Priority",
    bought: { name: "ABC123", lines: [{ sku: "1927381731231234", quantity: 6 }] },
    end: APPLIED,
    shows: "items_fulfilled",
  },
  {
    ...STOCK_HUB,
    title: "Winkelstraat: in transit is news of the road, and waits for the shipment",
    source: STOCK_HUB_SOURCE,
    end: waiting("waiting_for_shipment"),
    shows: "nothing",
  },
  {
    ...STOCK_HUB,
    title: "Winkelstraat: in transit, where the merchant lets it mean shipped",
    source: { ...STOCK_HUB_SOURCE, statusMap: { IN_TRANSIT: "shipped" } },
    end: APPLIED,
    shows: "items_fulfilled",
  },
  {
    title: "Winkelstraat: a track is a label, the order found by its reference with zeros",
    sample: "winkelstraat_track",
    source: { ...mappingOf("winkelstraat_track"), scheme: tokenScheme("header", "x-api-key") },
    sign: tokenIn("x-api-key"),
    bought: { name: "#3002", reference: "000000549", lines: MUGS },
    end: APPLIED,
    shows: "in_progress",
  },
  {
    ...byUrl("shipit_shipment_booked"),
    title: "Shipit: a booked shipment is in progress",
    bought: { name: "ORDER-12345", lines: MUGS },
    end: APPLIED,
    shows: "in_progress",
  },
  {
    title: "CycleSoftware: a received order changes nothing",
    sample: "cyclesoftware_outbound_order",
    source: {
      ...mappingOf("cyclesoftware_outbound_order"),
      scheme: bodyHmac("x-cyclesoftware-signature", "hex"),
      deduplication: { from: "header", name: "x-cyclesoftware-delivery" },
    },
    sign: signAsCycleSoftware,
    bought: { name: "#3003", reference: "463681", lines: MUGS },
    end: APPLIED,
    shows: "nothing",
  },
  {
    ...byUrl("e37_order_status_changed"),
    title: "E37: delivered, and nobody has said what was shipped",
    bought: { name: "#3004", reference: "1189437", lines: MUGS },
    end: waiting("waiting_for_shipment"),
    shows: "nothing",
  },
  {
    title: "BigCommerce: a status is in progress",
    sample: "bigcommerce_store_order_statusUpdated",
    source: { ...BIGCOMMERCE, ...mappingOf("bigcommerce_store_order_statusUpdated") },
    sign: signAsBigCommerce,
    bought: { name: "250", lines: MUGS },
    end: APPLIED,
    shows: "in_progress",
  },
  {
    title: "BigCommerce: a shipment of which only the id is told waits for its number",
    sample: "bigcommerce_store_shipment_created",
    source: { ...BIGCOMMERCE, ...mappingOf("bigcommerce_store_shipment_created") },
    sign: signAsBigCommerce,
    bought: { name: "251", lines: MUGS },
    end: waiting("waiting_for_tracking"),
    shows: "nothing",
  },
  {
    title: "ShipStation v1: an unsigned pointer changes nothing before it is fetched",
    sample: "shipstation_v1_ship_notify",
    source: { ...presetSource(shipstationV1), secret: null },
    sign: unsigned,
    bought: { name: "#3005", lines: MUGS },
    end: { state: "quarantined", code: "fetch_needed" },
    shows: "nothing",
  },
];
