import { Banner, Box, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "./view.ts";

/** How the look goes that a person asked for, and what it found. */
export function LookProgress({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  const { nextLook, agreement, blocks } = order;
  if (nextLook?.isDue === true) {
    return (
      <Box padding="300" background="bg-surface-info" borderRadius="200">
        <div role="status">
          <InlineStack gap="200" blockAlign="center">
            <Spinner size="small" />
            <Text as="span">{t("orders.detail.lookRunning")}</Text>
          </InlineStack>
        </div>
      </Box>
    );
  }
  const [block] = blocks;
  if (agreement === "agreed" || block === undefined) {
    return <Banner tone="success" title={t(`orders.detail.lookFound.${foundOf(agreement)}`)} />;
  }
  const what = t(`words.block.${block.code}.title`);
  return <Banner tone="info" title={t("orders.detail.lookFound.blocked", { what })} />;
}

function foundOf(agreement: OrderDetail["agreement"]): "agreed" | "unsettled" {
  return agreement === "agreed" ? "agreed" : "unsettled";
}
