import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { orderNumber } from "../../shared/order-number.ts";
import { type BlockHost, OrderBlock } from "./block.tsx";

/** Shopify calls this for the block on an order's page in the admin. */
export default function orderBlock() {
  render(<OrderBlock host={host()} />, document.body);
}

function host(): BlockHost {
  const { data, i18n } = shopify;
  return {
    orderNumber: orderNumber(data.selected[0]?.id),
    translate: (key, values) => i18n.translate(key, values),
    language: navigator.language,
  };
}
