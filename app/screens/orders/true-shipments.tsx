import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ShipmentTruth } from "../../domain/order-record/order-truth.ts";
import { formatTime } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import { EventList } from "./event-list.tsx";
import { PackageList } from "./package-list.tsx";
import { ShipmentBox } from "./shipment-box.tsx";

/** The shipments as the sources tell them. */
export function TrueShipments({ shipments }: { readonly shipments: readonly ShipmentTruth[] }) {
  const { t } = useTranslation();
  if (shipments.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("orders.detail.noShipments")}
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      {shipments.map((shipment, index) => (
        <TrueShipment key={shipment.key} shipment={shipment} number={index + 1} />
      ))}
    </BlockStack>
  );
}

function TrueShipment(props: { readonly shipment: ShipmentTruth; readonly number: number }) {
  const { t } = useTranslation();
  const shop = useShop();
  const { shipment, number } = props;
  const { reference, milestone, shippedAt, location, lines, packages, events } = shipment;
  const title =
    reference === null
      ? t("orders.detail.shipmentUnnamed", { number })
      : t("orders.detail.shipment", { reference });
  const shipped =
    shippedAt === null
      ? []
      : [{ key: "shipped", name: t("words.milestone.shipped"), at: shippedAt }];
  const delivery = events.map((event) => ({
    key: event.milestone,
    name: t(`words.milestone.${event.milestone}`),
    at: event.at,
  }));
  return (
    <ShipmentBox
      title={title}
      status={milestone === null ? null : t(`words.milestone.${milestone}`)}
    >
      {location === null ? null : <Text as="p">{location}</Text>}
      <Text as="p" tone="subdued">
        {lines.length === 0
          ? t("orders.detail.allLines")
          : lines
              .map(({ sku, lineId, barcode, quantity }) =>
                t("orders.detail.line", { quantity, name: sku ?? lineId ?? barcode ?? "" }),
              )
              .join(", ")}
      </Text>
      <PackageList packages={packages} />
      <EventList
        events={[...shipped, ...delivery].map(({ key, name, at }) => ({
          key,
          text: `${name}, ${formatTime(at, shop)}`,
        }))}
      />
    </ShipmentBox>
  );
}
