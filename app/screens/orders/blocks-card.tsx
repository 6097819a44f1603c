import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type Block, needsPerson } from "../../domain/plan/block.ts";
import { useAgo } from "../parts/moment.tsx";
import type { OrderDetail } from "./view.ts";

/** Why the order cannot go on, and who acts. */
export function BlocksCard({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  const [first, ...others] = order.blocks;
  if (first === undefined) return null;
  const tone = order.blocks.some(needsPerson) ? "warning" : "info";
  return (
    <Banner tone={tone} title={t(`words.block.${first.code}.title`)}>
      <BlockStack gap="300">
        <BlockBody block={first} />
        {others.map((block, index) => (
          <BlockStack key={index} gap="100">
            <Text as="h3" variant="headingSm">
              {t(`words.block.${block.code}.title`)}
            </Text>
            <BlockBody block={block} />
          </BlockStack>
        ))}
        <NextLook order={order} />
      </BlockStack>
    </Banner>
  );
}

function BlockBody({ block }: { readonly block: Block }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="100">
      <Text as="p">{block.detail}</Text>
      <Text as="p">{t(`words.block.${block.code}.action`)}</Text>
      <Text as="p" fontWeight="medium">
        {t("orders.detail.acts", { who: t(`words.block.${block.code}.who`) })}
      </Text>
    </BlockStack>
  );
}

function NextLook({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  const when = useAgo(5);
  const { nextLook } = order;
  if (nextLook === null) return null;
  return (
    <Text as="p" tone="subdued">
      {nextLook.isRunning
        ? t("orders.detail.looking")
        : t("orders.detail.nextLook", { when: when(nextLook.dueAt) })}
    </Text>
  );
}
