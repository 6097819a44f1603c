import { shipbob } from "../../../app/domain/mapping/presets/shipbob.ts";
import { shiphero } from "../../../app/domain/mapping/presets/shiphero.ts";
import { woocommerce } from "../../../app/domain/mapping/presets/woocommerce.ts";
import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";
import { presetSource } from "../../bad-input/open-shop.ts";
import { signAsShipBob, signAsShipHero, signAsWooCommerce } from "../senders.ts";
import type { SampleStory } from "./sample-story.ts";
import { APPLIED, waiting } from "./sample-story.ts";

const UNTRACKED = { ...DEFAULT_POLICY, missingTracking: "apply" } as const;

const COMPLETED = {
  sample: "woocommerce_order_completed",
  sign: signAsWooCommerce,
  bought: {
    name: "#727",
    lines: [
      { sku: "Bar3", quantity: 1 },
      { sku: "Bar3-variation", quantity: 2 },
    ],
  },
};

const PICKED_UP = {
  sample: "shiphero_shipment_update",
  sign: signAsShipHero,
  bought: { name: "#243", lines: [{ sku: "1122334581", quantity: 60 }] },
};

const LABELLED = {
  sample: "shipbob_tracking_received",
  sign: signAsShipBob,
  bought: { name: "TEST101", lines: [{ sku: "SB-1", quantity: 2 }] },
};

/** Systems that ship orders and have a preset. */
export const OMS_STORIES: readonly SampleStory[] = [
  {
    ...COMPLETED,
    title: "WooCommerce: a completed order is fulfilled whole",
    source: { ...presetSource(woocommerce), policy: UNTRACKED },
    end: APPLIED,
    shows: "all_fulfilled",
  },
  {
    ...COMPLETED,
    title: "WooCommerce: a completed order waits for its number, where the merchant wants one",
    source: presetSource(woocommerce),
    end: waiting("waiting_for_tracking"),
    shows: "nothing",
  },
  {
    ...PICKED_UP,
    title: "ShipHero: 50 of 60 pieces leave without a number, `Pickup` being none",
    source: { ...presetSource(shiphero), policy: UNTRACKED },
    end: APPLIED,
    shows: "items_fulfilled",
  },
  {
    ...PICKED_UP,
    title: "ShipHero: `Pickup` is no number to ship with",
    source: presetSource(shiphero),
    end: waiting("waiting_for_tracking"),
    shows: "nothing",
  },
  {
    title: "ShipHero: an allocated order is in progress",
    sample: "shiphero_order_allocated",
    source: presetSource(shiphero),
    sign: signAsShipHero,
    bought: { name: "MO351", lines: [{ sku: "1122335364", quantity: 1 }] },
    end: APPLIED,
    shows: "in_progress",
  },
  {
    ...LABELLED,
    title: "ShipBob: a label is no shipment, the order is in progress",
    source: presetSource(shipbob),
    end: APPLIED,
    shows: "in_progress",
  },
  {
    ...LABELLED,
    title: "ShipBob: a label with its number, where the merchant ships on the label",
    source: {
      ...presetSource(shipbob),
      statusMap: { ...shipbob.statusMap, labelcreated: "shipped" },
    },
    end: APPLIED,
    shows: "all_fulfilled",
  },
];
