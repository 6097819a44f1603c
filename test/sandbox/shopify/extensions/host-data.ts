import { metafieldsOf } from "../resources/metafield-store.ts";
import { nodesOf, type Shop } from "../store/shop.ts";
import type { MetafieldDefinition, Order } from "../store/types.ts";
import type { AppRegistration } from "../store/world.ts";
import type { Texts, UiExtension } from "./ui-extensions.ts";

/** Who looks at the page that hosts an extension. */
export const VIEWERS = ["staff", "customer", "guest"] as const;
export type ExtensionViewer = (typeof VIEWERS)[number];

/** What a page of Shopify's gives to an extension on it. */
export interface HostData {
  readonly target: string;
  readonly script: string;
  readonly appUrl: string;
  readonly order: { readonly id: string; readonly name: string };
  readonly language: string;
  readonly texts: Texts;
  readonly metafields: readonly { readonly key: string; readonly value: string }[];
}

export interface HostedExtension {
  readonly shop: Shop;
  readonly app: AppRegistration;
  readonly extension: UiExtension;
  readonly order: Order;
  readonly language: string;
}

export function hostData({ shop, app, extension, order, language }: HostedExtension): HostData {
  const { handle, target, locales } = extension;
  const [fallback = "en"] = Object.keys(locales);
  const spoken = language in locales ? language : fallback;
  return {
    target,
    script: `/extensions/${handle}.js`,
    appUrl: app.url,
    order: { id: order.id, name: order.name },
    language: spoken,
    texts: locales[spoken] ?? {},
    metafields: metafieldsFor(shop, order).filter(({ key }) => extension.metafields.includes(key)),
  };
}

/** Customers' pages give only metafields whose definition opens them to customers' accounts. */
function metafieldsFor(shop: Shop, order: Order): HostData["metafields"] {
  const open = nodesOf<MetafieldDefinition>(shop, "MetafieldDefinition").filter(
    ({ ownerType, access }) => ownerType === "ORDER" && access.customerAccount === "READ",
  );
  return metafieldsOf(shop, order.id)
    .filter((one) => open.some((d) => d.namespace === one.namespace && d.key === one.key))
    .map(({ key, value }) => ({ key, value }));
}
