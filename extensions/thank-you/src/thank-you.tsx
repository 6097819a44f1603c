import "@shopify/ui-extensions/preact";
import { render } from "preact";
import type { CustomerHost } from "../../shared/customer/host.ts";
import { StatusBlock } from "../../shared/customer/status-block.tsx";
import { orderNumber } from "../../shared/order-number.ts";

/** Shopify calls this for the block on the thank-you page; the order may not have reached the OMS yet. */
export default function thankYou() {
  render(<StatusBlock host={host()} />, document.body);
}

function host(): CustomerHost {
  const { orderConfirmation, localization, sessionToken, i18n } = shopify;
  return {
    orderNumber: orderNumber(orderConfirmation.value.order.id),
    token: () => sessionToken.get(),
    translate: (key, values) => i18n.translate(key, values),
    language: localization.extensionLanguage.value.isoCode,
    timeZone: localization.timezone.value,
    // Shopify gives this page metafields of the customer and the products, and none of an order.
    lastKnown: null,
  };
}
