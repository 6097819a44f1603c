import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FlowEventsCard, type TellAgain } from "../flow/flow-events-card.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import type { OrderCare } from "./view.ts";

/** What Shopify Flow was told of the order, and what its workflows asked for. */
export function FlowCard({
  care: { events, runs },
  telling,
}: {
  readonly care: OrderCare;
  readonly telling: TellAgain;
}) {
  const { t } = useTranslation();
  return (
    <>
      <FlowEventsCard events={events} {...telling} />
      {runs.length === 0 ? null : (
        <TitledCard title={t("flow.runs.title")}>
          <BlockStack gap="200">
            {runs.map(({ runId, action, code, at }) => (
              <Text as="p" key={runId}>
                <Moment at={at} /> · {t(`flow.action.${action}`)}: {t(`flow.answer.${code}`)}
              </Text>
            ))}
          </BlockStack>
        </TitledCard>
      )}
    </>
  );
}
