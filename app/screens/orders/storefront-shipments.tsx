import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Fulfillment, StorefrontOrder } from "../../domain/storefront/storefront-order.ts";
import { formatTime } from "../i18n/format-time.ts";
import { shipmentStatusName } from "../parts/fulfillment-status.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { EventList } from "./event-list.tsx";
import { PackageList } from "./package-list.tsx";
import { ShipmentBox } from "./shipment-box.tsx";

/** The fulfillments as Shopify last showed them. */
export function StorefrontShipments({ order }: { readonly order: StorefrontOrder }) {
  const { t } = useTranslation();
  if (order.fulfillments.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("orders.detail.noFulfillments")}
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      {order.fulfillments.map((fulfillment) => (
        <StorefrontShipment key={fulfillment.id} fulfillment={fulfillment} order={order} />
      ))}
    </BlockStack>
  );
}

function StorefrontShipment(props: {
  readonly fulfillment: Fulfillment;
  readonly order: StorefrontOrder;
}) {
  const { t } = useTranslation();
  const shop = useShop();
  const { fulfillment, order } = props;
  const { name, displayStatus, status, lines, locationId, tracking, events, createdAt } =
    fulfillment;
  const location = order.fulfillmentOrders.find((each) => each.locationId === locationId);
  const created = {
    key: "created",
    text: `${shipmentStatusName(t, "FULFILLED")}, ${formatTime(createdAt, shop)}`,
  };
  return (
    <ShipmentBox
      title={t("orders.detail.fulfillment", { name })}
      status={shipmentStatusName(t, displayStatus ?? status)}
    >
      {location?.locationName == null ? null : <Text as="p">{location.locationName}</Text>}
      <Text as="p" tone="subdued">
        {lines
          .map(({ lineItemId, quantity }) =>
            t("orders.detail.line", { quantity, name: skuOf(order, lineItemId) }),
          )
          .join(", ")}
      </Text>
      <PackageList
        packages={tracking.map(({ number, company, url }) => ({ number, carrier: company, url }))}
      />
      <EventList
        events={[
          created,
          ...events.map((event, index) => ({
            key: String(index),
            text: `${shipmentStatusName(t, event.status)}, ${formatTime(event.happenedAt, shop)}`,
          })),
        ]}
      />
    </ShipmentBox>
  );
}

function skuOf(order: StorefrontOrder, lineItemId: string): string {
  const lines = order.fulfillmentOrders.flatMap((each) => each.lines);
  return (
    lines.find((line) => line.lineItemId === lineItemId)?.sku ?? lineItemId.replace(/^.*\//, "")
  );
}
