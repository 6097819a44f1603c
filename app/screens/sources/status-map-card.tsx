import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import { TitledCard } from "../parts/titled-card.tsx";

export interface StatusMapCardProps {
  readonly sourceId: string;
  readonly statusMap: StatusMap;
  /** Statuses that messages carried and the map does not know, as they are written. */
  readonly unmapped: readonly string[];
  /** Messages that stopped at one of them. */
  readonly stopped: number;
}

const NAMED = 5;

/** How complete the status map is, and the way to edit it. */
export function StatusMapCard({ sourceId, statusMap, unmapped, stopped }: StatusMapCardProps) {
  const { t } = useTranslation();
  const count = Object.keys(statusMap).length;
  return (
    <TitledCard
      title={t("statuses.title")}
      help={t("statuses.help")}
      aside={
        unmapped.length === 0 ? null : (
          <Badge tone="warning">{t("statuses.unmappedCount", { count: unmapped.length })}</Badge>
        )
      }
    >
      <BlockStack gap="300">
        <Text as="p">
          {[
            t("statuses.mappedCount", { count }),
            ...(stopped === 0 ? [] : [t("statuses.stoppedCount", { count: stopped })]),
          ].join(" ")}
        </Text>
        <Unmapped statuses={unmapped} />
        <InlineStack>
          <Button url={`/sources/${sourceId}/statuses`}>
            {unmapped.length === 0 ? t("statuses.edit") : t("statuses.mapThem")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

function Unmapped({ statuses }: { readonly statuses: readonly string[] }) {
  const { t } = useTranslation();
  if (statuses.length === 0) return null;
  const more = statuses.length - NAMED;
  return (
    <InlineStack gap="150">
      {statuses.slice(0, NAMED).map((status) => (
        <code key={status} className="handoff-mono">
          {status}
        </code>
      ))}
      {more > 0 ? (
        <Text as="span" tone="subdued">
          {t("statuses.more", { count: more })}
        </Text>
      ) : null}
    </InlineStack>
  );
}
