import "@shopify/ui-extensions/preact";
import { render } from "preact";
import type { CustomerHost } from "../../shared/customer/host.ts";
import { lastKnown } from "../../shared/customer/last-known.ts";
import { StatusBlock } from "../../shared/customer/status-block.tsx";
import { orderNumber } from "../../shared/order-number.ts";

/** Shopify calls this for the block on the order status page. */
export default function orderStatus() {
  render(<StatusBlock host={host()} />, document.body);
}

function host(): CustomerHost {
  const { order, localization, appMetafields, sessionToken, i18n } = shopify;
  return {
    orderNumber: orderNumber(order.value?.id),
    token: () => sessionToken.get(),
    translate: (key, values) => i18n.translate(key, values),
    language: localization.extensionLanguage.value.isoCode,
    timeZone: localization.timezone.value,
    lastKnown: lastKnown(appMetafields.value),
  };
}
