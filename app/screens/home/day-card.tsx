import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useAgo } from "../parts/moment.tsx";
import { useShop } from "../shell/shop-context.tsx";
import type { HomeView } from "./view.ts";

/** What came in and what came of it, in the last 24 hours. */
export function DayCard({ home }: { readonly home: HomeView }) {
  const { t } = useTranslation();
  const ago = useAgo(10);
  const { received } = home.setup;
  const open = home.causes.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            {t("home.day.title")}
          </Text>
          <Text as="p" tone="subdued">
            {received === null ? t("home.day.none") : t("home.day.last", { ago: ago(received.at) })}
          </Text>
        </BlockStack>
        <InlineGrid columns={3} gap="400">
          <Figure label={t("home.day.received")} value={home.lastDay.received} />
          <Figure label={t("home.day.applied")} value={home.lastDay.applied} />
          <Figure label={t("home.day.open")} value={open} />
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  const { language } = useShop();
  return (
    <BlockStack gap="100">
      <span className="handoff-figure">
        <Text as="p" variant="headingXl">
          {new Intl.NumberFormat(language).format(value)}
        </Text>
      </span>
      <Text as="p" tone="subdued">
        {label}
      </Text>
    </BlockStack>
  );
}
