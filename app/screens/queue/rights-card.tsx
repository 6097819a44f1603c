import { BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { TitledCard } from "../parts/titled-card.tsx";

const RIGHTS = ["receive", "delete", "attributes", "kms"] as const;

/** What the key must be allowed at the queue's service. */
export function RightsCard() {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("queue.rights.title")} help={t("queue.rights.help")}>
      <BlockStack gap="300">
        <List>
          {RIGHTS.map((right) => (
            <List.Item key={right}>{t(`queue.rights.${right}`)}</List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          {t("queue.rights.alone")}
        </Text>
      </BlockStack>
    </TitledCard>
  );
}
