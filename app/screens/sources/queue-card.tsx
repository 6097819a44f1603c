import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { formatTime } from "../i18n/format-time.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { QueueBadge } from "../queue/queue-status-card.tsx";
import type { QueueSummary } from "../queue/view.ts";
import { useShop } from "../shell/shop-context.tsx";

/** Whether the source's messages come from a queue, and the way there. */
export function QueueCard({
  sourceId,
  queue,
}: {
  readonly sourceId: string;
  readonly queue: QueueSummary;
}) {
  const { t } = useTranslation();
  const shop = useShop();
  const { state, problem, receivedAt, isNeeded } = queue;
  const isMissing = isNeeded && state !== "on";
  return (
    <TitledCard
      title={t("queue.title")}
      help={t("queue.card.help")}
      aside={
        isMissing ? (
          <Badge tone="warning">{t("queue.card.neededBadge")}</Badge>
        ) : (
          <QueueBadge state={state} />
        )
      }
    >
      <BlockStack gap="200">
        {isMissing ? <Text as="p">{t("queue.card.needed")}</Text> : null}
        {problem === null ? null : (
          <Text as="p" tone="caution">
            {t(`queue.problem.${problem.code}`)}
          </Text>
        )}
        {receivedAt === null ? null : (
          <Text as="p">{t("queue.card.last", { at: formatTime(receivedAt, shop) })}</Text>
        )}
        <InlineStack>
          <Button url={`/sources/${sourceId}/queue`} {...(isMissing ? { variant: "primary" } : {})}>
            {t(state === "none" ? "queue.open" : "queue.manage")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}
