import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { orderNumber } from "../../shared/order-number.ts";
import { type ActionHost, OrderAction } from "./action.tsx";

/** Shopify calls this when staff choose the action on an order. */
export default function orderAction() {
  render(<OrderAction host={host()} />, document.body);
}

function host(): ActionHost {
  const { data, i18n, close } = shopify;
  return {
    orderNumber: orderNumber(data.selected[0]?.id) ?? "",
    translate: (key, values) => i18n.translate(key, values),
    close: () => {
      close();
    },
  };
}
