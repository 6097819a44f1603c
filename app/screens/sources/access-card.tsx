import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import type { AccessSummary } from "../access/view.ts";
import { formatTime } from "../i18n/format-time.ts";
import { FactList } from "../parts/fact-list.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";

export interface AccessCardProps {
  readonly sourceId: string;
  /** Null where nothing was entered. */
  readonly access: AccessSummary | null;
  /** Whether the source's webhooks only point to data. */
  readonly isNeeded: boolean;
}

/** How the source's API is reached, in short, and the way to change it. */
export function AccessCard({ sourceId, access, isNeeded }: AccessCardProps) {
  const { t } = useTranslation();
  const isMissing = access === null && isNeeded;
  return (
    <TitledCard
      title={t("access.title")}
      help={t("access.card.help")}
      aside={isMissing ? <Badge tone="warning">{t("access.card.neededBadge")}</Badge> : null}
    >
      <BlockStack gap="300">
        {access === null ? (
          <Text as="p">{t(isMissing ? "access.card.needed" : "access.card.none")}</Text>
        ) : (
          <Facts access={access} />
        )}
        <InlineStack>
          <Button
            url={`/sources/${sourceId}/access`}
            {...(isMissing ? { variant: "primary" } : {})}
          >
            {t(access === null ? "access.card.enter" : "access.card.change")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

function Facts({ access }: { readonly access: AccessSummary }) {
  const { t } = useTranslation();
  const who = useActorWords();
  const shop = useShop();
  const { baseUrl, check, updatedAt, updatedBy } = access;
  const since = { when: formatTime(updatedAt, shop), who: who(updatedBy) };
  return (
    <FactList
      facts={[
        { label: t("access.card.baseUrl"), value: baseUrl },
        { label: t("access.card.check"), value: t(`access.checks.${check}`) },
        { label: t("access.card.since"), value: t("access.card.sinceBy", since) },
      ]}
    />
  );
}
