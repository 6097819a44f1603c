import { BlockStack, Divider, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Ago, Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { FulfillmentStatus } from "./fulfillment-status.tsx";
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
  const driving = order.sources.filter(({ role }) => role === "oms");
  const since = driving.find(({ milestone }) => milestone === order.truth.milestone)?.at ?? null;
  return (
    <BlockStack gap="300">
      <SideTitle>{t("orders.detail.oms")}</SideTitle>
      {order.truth.milestone === null ? (
        <Text as="p" tone="subdued">
          {t("orders.detail.omsNothing")}
        </Text>
      ) : (
        <FactList
          facts={[
            {
              label: t("orders.detail.status"),
              value: (
                <Text as="span" fontWeight="semibold">
                  {t(`words.milestone.${order.truth.milestone}`)}
                </Text>
              ),
            },
            ...(since === null
              ? []
              : [{ label: t("orders.detail.since"), value: <Moment at={since} /> }]),
          ]}
        />
      )}
      <TrueShipments shipments={order.truth.shipments} />
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
            facts={[
              {
                label: t("orders.detail.status"),
                value: (
                  <Text as="span" fontWeight="semibold">
                    <FulfillmentStatus status={storefront.order.fulfillmentStatus} />
                    {storefront.order.cancelledAt === null
                      ? null
                      : `, ${t("orders.detail.cancelled")}`}
                  </Text>
                ),
              },
              { label: t("orders.detail.readAt"), value: <Ago at={storefront.readAt} /> },
            ]}
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
