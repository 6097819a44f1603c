import { Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { en } from "../i18n/en/index.ts";
import { isIn, readable } from "./reason.ts";

/** Shopify's word for the order, as the screens say it. */
export function FulfillmentStatus({ status }: { readonly status: string | null }) {
  const { t } = useTranslation();
  if (status === null) {
    return (
      <Text as="span" tone="subdued">
        {t("orders.notRead")}
      </Text>
    );
  }
  return <>{fulfillmentStatusName(t, status)}</>;
}

/** A status that is newer than these words is shown readable. */
export function fulfillmentStatusName(t: TFunction, status: string): string {
  const words = en.words.fulfillmentStatus;
  return isIn(words, status) ? t(`words.fulfillmentStatus.${status}`) : readable(status);
}

/** Shopify's word for a fulfillment or for an event on its way. */
export function shipmentStatusName(t: TFunction, status: string): string {
  const words = en.words.shipmentStatus;
  return isIn(words, status) ? t(`words.shipmentStatus.${status}`) : readable(status);
}
