import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SourceTally } from "../../domain/reconciliation/report.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";

const COLUMNS = [
  "sent",
  "received",
  "delayed",
  "awaited",
  "notReceived",
  "applied",
  "stuck",
] as const satisfies readonly (keyof SourceTally)[];

/** What each source sent, and how much of it was received and applied. */
export function TallyCard({ sources }: { readonly sources: readonly SourceTally[] }) {
  const { t } = useTranslation();
  return (
    <TitledCard
      title={t("reconciliation.report.sources")}
      help={t("reconciliation.report.sourcesHelp")}
    >
      {sources.length === 0 ? (
        <Text as="p">{t("reconciliation.report.noSources")}</Text>
      ) : (
        <TallyTable sources={sources} />
      )}
    </TitledCard>
  );
}

function TallyTable({ sources }: { readonly sources: readonly SourceTally[] }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <div
        className="handoff-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("reconciliation.report.sources")}
      >
        <table className="handoff-table handoff-figures">
          <thead>
            <tr>
              <th scope="col">{t("reconciliation.report.source")}</th>
              {COLUMNS.map((column) => (
                <th scope="col" key={column}>
                  {t(`reconciliation.report.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <TallyRow key={source.sourceId} source={source} />
            ))}
          </tbody>
        </table>
      </div>
      {sources.every(({ isPolled }) => isPolled) ? null : (
        <Text as="p" tone="subdued">
          {t("reconciliation.report.notPolledHelp")}
        </Text>
      )}
    </BlockStack>
  );
}

function TallyRow({ source }: { readonly source: SourceTally }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(useShop().language);
  return (
    <tr>
      <th scope="row">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/sources/${source.sourceId}/polling`}>{source.name}</Link>
          {source.isPolled ? null : (
            <Badge tone="attention">{t("reconciliation.report.notPolled")}</Badge>
          )}
          {source.isPolled && !source.isPushed ? (
            <Badge>{t("reconciliation.report.notPushed")}</Badge>
          ) : null}
          <Text as="span" tone="subdued" variant="bodySm" fontWeight="regular">
            {t(`reconciliation.report.byKind.${source.by}`)}
          </Text>
        </InlineStack>
      </th>
      {COLUMNS.map((column) => (
        <td key={column}>{number.format(source[column])}</td>
      ))}
    </tr>
  );
}
