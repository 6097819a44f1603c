import { Badge, Tooltip } from "@shopify/polaris";
import type { BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MessageState } from "../../domain/message-state.ts";

type Look = Pick<BadgeProps, "tone" | "progress">;

const LOOKS: Readonly<Record<MessageState, Look>> = {
  recorded: { tone: "info", progress: "incomplete" },
  planned: { tone: "info", progress: "partiallyComplete" },
  applied: { tone: "success", progress: "complete" },
  unchanged: { progress: "complete" },
  superseded: { progress: "complete" },
  duplicate: { progress: "complete" },
  waiting: { tone: "attention", progress: "incomplete" },
  quarantined: { tone: "warning", progress: "incomplete" },
  dead: { tone: "critical", progress: "incomplete" },
};

/** Where a message stands, in one word; what it means on hover. */
export function StateBadge({ state }: { readonly state: MessageState }) {
  const { t } = useTranslation();
  return (
    <Tooltip content={t(`words.stateMeaning.${state}`)}>
      <Badge {...LOOKS[state]}>{t(`words.state.${state}`)}</Badge>
    </Tooltip>
  );
}
