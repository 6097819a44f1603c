import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What Shopify does not let Handoff do, and how to change it; nothing where all is granted. */
export function MissingScopes({ scopes }: { readonly scopes: readonly string[] }) {
  const { t } = useTranslation();
  if (scopes.length === 0) return null;
  return (
    <Banner tone="critical" title={t("settings.scopes.title")}>
      <BlockStack gap="200">
        <Text as="p">{t("settings.scopes.body")}</Text>
        <Text as="p">{t("settings.scopes.missing", { scopes: scopes.join(", ") })}</Text>
      </BlockStack>
    </Banner>
  );
}
