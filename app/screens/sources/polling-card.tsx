import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useShop } from "../shell/shop-context.tsx";
import { formatTime } from "../i18n/format-time.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { PollingBadge } from "../polling/status-card.tsx";
import type { PollingSummary } from "./view.ts";

/** Whether the source is also read at intervals, and the way there. */
export function PollingCard({
  sourceId,
  polling,
}: {
  readonly sourceId: string;
  readonly polling: PollingSummary;
}) {
  const { t } = useTranslation();
  const shop = useShop();
  const said = useSaid();
  const { state, problem, nextPollAt } = polling;
  return (
    <TitledCard
      title={t("polling.card.title")}
      help={t("polling.card.help")}
      aside={<PollingBadge state={state} />}
    >
      <BlockStack gap="200">
        {problem === null ? null : (
          <Text as="p" tone="caution">
            {t("polling.card.problem", { detail: said(problem) })}
          </Text>
        )}
        {nextPollAt === null ? null : (
          <Text as="p">{t("polling.card.next", { at: formatTime(nextPollAt, shop) })}</Text>
        )}
        <InlineStack>
          <Button url={`/sources/${sourceId}/polling`}>
            {t(state === "none" ? "polling.open" : "polling.manage")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}
