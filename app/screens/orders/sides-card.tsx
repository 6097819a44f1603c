import { BlockStack, Divider, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { StorefrontShipments } from "./storefront-shipments.tsx";
import { SystemsTable } from "./systems-table.tsx";
import { TrueShipments } from "./true-shipments.tsx";
import type { OrderSides } from "./view.ts";

/** What the sources say and what Shopify shows, side by side. */
export function SidesCard(props: {
  readonly sides: OrderSides;
  /** How far Shopify's side can be trusted. */
  readonly note?: string;
}) {
  const { t } = useTranslation();
  const { sides, note } = props;
  return (
    <TitledCard title={t("orders.detail.sides")}>
      <SystemsTable sides={sides} />
      <Divider />
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="600">
        <OmsSide sides={sides} />
        <StorefrontSide sides={sides} {...(note === undefined ? {} : { note })} />
      </InlineGrid>
    </TitledCard>
  );
}

function OmsSide({ sides }: { readonly sides: OrderSides }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <SideTitle>{t("orders.detail.oms")}</SideTitle>
      {sides.truth.milestone === null ? (
        <Text as="p" tone="subdued">
          {t("orders.detail.omsNothing")}
        </Text>
      ) : (
        <TrueShipments shipments={sides.truth.shipments} />
      )}
    </BlockStack>
  );
}

function StorefrontSide({ sides, note }: { readonly sides: OrderSides; readonly note?: string }) {
  const { t } = useTranslation();
  const { storefront } = sides;
  return (
    <BlockStack gap="300">
      <SideTitle>{t("orders.detail.storefront")}</SideTitle>
      {storefront === null ? (
        <Text as="p" tone="subdued">
          {t("orders.detail.storefrontNothing")}
        </Text>
      ) : (
        <>
          {note === undefined ? null : (
            <Text as="p" tone="subdued">
              {note}
            </Text>
          )}
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
