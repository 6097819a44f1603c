import { BlockStack, Divider, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { StorefrontShipments } from "./storefront-shipments.tsx";
import { SystemsTable } from "./systems-table.tsx";
import { TrueShipments } from "./true-shipments.tsx";
import type { OrderDetail } from "./view.ts";

/** What the sources say and what Shopify shows, side by side. */
export function SidesCard({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("orders.detail.sides")}>
      <SystemsTable order={order} />
      <Divider />
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="600">
        <OmsSide order={order} />
        <StorefrontSide order={order} />
      </InlineGrid>
    </TitledCard>
  );
}

function OmsSide({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <SideTitle>{t("orders.detail.oms")}</SideTitle>
      {order.truth.milestone === null ? (
        <Text as="p" tone="subdued">
          {t("orders.detail.omsNothing")}
        </Text>
      ) : (
        <TrueShipments shipments={order.truth.shipments} />
      )}
    </BlockStack>
  );
}

function StorefrontSide({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  const { storefront } = order;
  return (
    <BlockStack gap="300">
      <SideTitle>{t("orders.detail.storefront")}</SideTitle>
      {storefront === null ? (
        <Text as="p" tone="subdued">
          {t("orders.detail.storefrontNothing")}
        </Text>
      ) : (
        <>
          <FactList
            facts={[{ label: t("orders.detail.readAt"), value: <Ago at={storefront.readAt} /> }]}
          />
          <StorefrontShipments order={storefront.order} />
        </>
      )}
    </BlockStack>
  );
}

function SideTitle({ children }: { readonly children: string }) {
  return (
    <Text as="h3" variant="headingSm">
      {children}
    </Text>
  );
}
