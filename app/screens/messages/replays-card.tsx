import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import type { MessageDetail } from "./view.ts";

/** What a message repeats, and what repeats it, each with what became of it. */
export function ReplaysCard({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const { replayOf, replays, isEdited } = message;
  if (replayOf === null && replays.length === 0) return null;
  return (
    <TitledCard title={t("messages.detail.replays")}>
      {replayOf === null ? null : (
        <Text as="p">
          {t(isEdited ? "messages.detail.editedFrom" : "messages.detail.repeats")}{" "}
          <Link url={`/messages/${replayOf}`}>{t("messages.detail.original")}</Link>
        </Text>
      )}
      <BlockStack as="ul" gap="200">
        {replays.map(({ id, receivedAt, isEdited: wasEdited, state }) => (
          <li key={id}>
            <InlineStack gap="200" align="space-between">
              <Link url={`/messages/${id}`}>
                <Moment at={receivedAt} />
              </Link>
              <InlineStack gap="200">
                {wasEdited ? (
                  <Text as="span" tone="subdued">
                    {t("messages.detail.edited")}
                  </Text>
                ) : null}
                <StateBadge state={state} />
              </InlineStack>
            </InlineStack>
          </li>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
