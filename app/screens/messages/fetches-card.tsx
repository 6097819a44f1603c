import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { FetchView, MessageDetail } from "./view.ts";

/** What a thin webhook points to and what came of asking for it; or the webhook that this was fetched for. */
export function FetchesCard({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const { fetches, fetchedFor } = message;
  if (fetches.length === 0 && fetchedFor === null) return null;
  return (
    <TitledCard title={t("messages.fetch.title")}>
      {fetchedFor === null ? null : (
        <Text as="p">
          {t("messages.fetch.for")}{" "}
          <Link url={`/messages/${fetchedFor}`}>{t("messages.fetch.webhook")}</Link>
        </Text>
      )}
      <BlockStack as="ul" gap="300">
        {fetches.map((fetch) => (
          <li key={fetch.id}>
            <FetchLine fetch={fetch} />
          </li>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

const TONES = {
  open: "info",
  fetched: "success",
  empty: "success",
  failed: "critical",
} as const satisfies Record<FetchView["state"], string>;

function FetchLine({ fetch }: { readonly fetch: FetchView }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { url, state, detail, resultId, updatedAt } = fetch;
  return (
    <BlockStack gap="100">
      <code className="handoff-mono handoff-breakable">{url}</code>
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={TONES[state]}>{t(`messages.fetch.${state}`)}</Badge>
        <Moment at={updatedAt} />
        {resultId === null ? null : (
          <Link url={`/messages/${resultId}`}>{t("messages.fetch.result")}</Link>
        )}
      </InlineStack>
      {detail === null ? null : (
        <Text as="p" tone="subdued">
          {said(detail)}
        </Text>
      )}
    </BlockStack>
  );
}
