import { adobeCommerce } from "./adobe-commerce.ts";
import { aftership } from "./aftership.ts";
import { amazonMcf } from "./amazon-mcf.ts";
import { bigcommerce } from "./bigcommerce.ts";
import { easypost } from "./easypost.ts";
import { erpnext } from "./erpnext.ts";
import { fluentCommerce } from "./fluent-commerce.ts";
import { genericJson } from "./generic-json.ts";
import { genericXml } from "./generic-xml.ts";
import { medusa } from "./medusa.ts";
import type { Preset } from "./preset.ts";
import { saleor } from "./saleor.ts";
import { sendcloud } from "./sendcloud.ts";
import { shipbob } from "./shipbob.ts";
import { shiphero } from "./shiphero.ts";
import { shippo } from "./shippo.ts";
import { shipstationV1 } from "./shipstation-v1.ts";
import { shipstationV2 } from "./shipstation-v2.ts";
import { shopware } from "./shopware.ts";
import { spree } from "./spree.ts";
import { standardWebhooksSender } from "./standard-webhooks.ts";
import { vendure } from "./vendure.ts";
import { woocommerce } from "./woocommerce.ts";

export type { Preset, PresetSample } from "./preset.ts";

/** Every preset, in the order in which a merchant should see them: the general ones, then by name. */
export const PRESETS: readonly Preset[] = [
  genericJson,
  genericXml,
  standardWebhooksSender,
  adobeCommerce,
  aftership,
  amazonMcf,
  bigcommerce,
  easypost,
  erpnext,
  fluentCommerce,
  medusa,
  saleor,
  sendcloud,
  shipbob,
  shiphero,
  shippo,
  shipstationV1,
  shipstationV2,
  shopware,
  spree,
  vendure,
  woocommerce,
];

/** Those that a merchant can connect by a webhook URL or a message queue; the others send nothing. */
export const CONNECTABLE_PRESETS: readonly Preset[] = PRESETS.filter(({ via }) => via !== "poll");

/** Null where no preset has this id. */
export function findPreset(id: string): Preset | null {
  return PRESETS.find((preset) => preset.id === id) ?? null;
}
