import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { en } from "../i18n/en/index.ts";
import { isIn, readable } from "../parts/reason.ts";

/** Shopify's word for the order; a status that is newer than these words is shown readable. */
export function FulfillmentStatus({ status }: { readonly status: string | null }) {
  const { t } = useTranslation();
  if (status === null) {
    return (
      <Text as="span" tone="subdued">
        {t("orders.notRead")}
      </Text>
    );
  }
  const words = en.words.fulfillmentStatus;
  return <>{isIn(words, status) ? t(`words.fulfillmentStatus.${status}`) : readable(status)}</>;
}
