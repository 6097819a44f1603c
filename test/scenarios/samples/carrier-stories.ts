import { easypost } from "../../../app/domain/mapping/presets/easypost.ts";
import { sendcloud } from "../../../app/domain/mapping/presets/sendcloud.ts";
import { shippo } from "../../../app/domain/mapping/presets/shippo.ts";
import { shipstationV2 } from "../../../app/domain/mapping/presets/shipstation-v2.ts";
import type { SignatureScheme } from "../../../app/domain/signature/scheme.ts";
import { presetSource } from "../../bad-input/open-shop.ts";
import { mappingOf } from "../../samples/mapping-of.ts";
import {
  SHIPENGINE_PUBLIC_KEY,
  signAsEasyPost,
  signAsSendcloud,
  signAsShipEngine,
  signAsShippo,
  tokenIn,
} from "../senders.ts";
import type { SampleStory } from "./sample-story.ts";
import { APPLIED } from "./sample-story.ts";
import { tokenScheme } from "./token-scheme.ts";

const MUGS = [{ sku: "MUG", quantity: 2 }];

/** The preset fetches the key set from ShipEngine; here the key is pinned. */
function withShipEnginesKey(scheme: SignatureScheme): SignatureScheme {
  if (scheme.kind !== "asymmetric") return scheme;
  return { ...scheme, keys: { kind: "pem", pems: [SHIPENGINE_PUBLIC_KEY] } };
}

const EASYPOST = {
  sample: "easypost_tracker_updated",
  source: presetSource(easypost),
  sign: signAsEasyPost,
  bought: { name: "#2001", lines: MUGS },
  end: APPLIED,
  shows: "event",
} as const;

/** Carriers and their brokers, who know the parcel. */
export const CARRIER_STORIES: readonly SampleStory[] = [
  {
    ...EASYPOST,
    title: "EasyPost: the step becomes an event of the shipment with the number",
    omsShips: "before",
  },
  {
    ...EASYPOST,
    title: "EasyPost: the step waits for the shipment, where the carrier is faster",
    omsShips: "after",
  },
  {
    title: "Shippo: delivered, for the order that the label's metadata names",
    sample: "shippo_track_updated",
    source: presetSource(shippo),
    sign: signAsShippo,
    bought: { name: "000123", lines: MUGS },
    omsShips: "before",
    end: APPLIED,
    shows: "event",
  },
  {
    title: "ShipEngine: delivered, signed with its private key",
    sample: "shipengine_api_track",
    source: {
      ...presetSource(shipstationV2),
      scheme: withShipEnginesKey(shipstationV2.scheme),
      secret: null,
    },
    sign: signAsShipEngine,
    bought: { name: "#2002", lines: MUGS },
    omsShips: "before",
    end: APPLIED,
    shows: "event",
  },
  {
    title: "Karrio: in transit, its secret in a header",
    sample: "karrio_tracker_updated",
    source: { ...mappingOf("karrio_tracker_updated"), scheme: tokenScheme("header", "x-event-id") },
    sign: tokenIn("x-event-id"),
    bought: { name: "#2003", lines: MUGS },
    omsShips: "before",
    end: APPLIED,
    shows: "event",
  },
  {
    title: "Sendcloud: ready to send is in progress",
    sample: "sendcloud_parcel_status_changed",
    source: presetSource(sendcloud),
    sign: signAsSendcloud,
    bought: { name: "ORD12334", lines: MUGS },
    end: APPLIED,
    shows: "in_progress",
  },
];
