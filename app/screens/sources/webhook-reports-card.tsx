import { Badge, Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { WebhookReports } from "./view.ts";

/** What the source says of its own webhooks: where they go, and what it sent. */
export function WebhookReportsCard({ reports }: { readonly reports: WebhookReports }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { isOurs, problem } = reports;
  return (
    <TitledCard
      title={t("sources.reports.title")}
      help={t("sources.reports.help")}
      aside={
        isOurs === null ? null : (
          <Badge tone={isOurs ? "success" : "critical"}>
            {t(isOurs ? "sources.reports.ours" : "sources.reports.drifted")}
          </Badge>
        )
      }
    >
      <BlockStack gap="300">
        {isOurs === false ? <Drift reports={reports} /> : null}
        {problem === null ? null : (
          <Text as="p" tone="caution">
            {t("sources.reports.problem", { detail: said(problem) })}
          </Text>
        )}
        <Facts reports={reports} />
      </BlockStack>
    </TitledCard>
  );
}

function Drift({ reports: { registeredUrl } }: { readonly reports: WebhookReports }) {
  const { t } = useTranslation();
  return (
    <Banner tone="critical" title={t("verdicts.verdict.endpoint_drift.title")}>
      <BlockStack gap="200">
        <Text as="p" breakWord>
          {registeredUrl === "" || registeredUrl === null
            ? t("sources.reports.nowhere")
            : t("sources.reports.elsewhere", { url: registeredUrl })}
        </Text>
        <Text as="p">{t("verdicts.verdict.endpoint_drift.action")}</Text>
      </BlockStack>
    </Banner>
  );
}

function Facts({ reports }: { readonly reports: WebhookReports }) {
  const { t } = useTranslation();
  const { checkedAt, readUntil, lines } = reports;
  return (
    <FactList
      facts={[
        ...(checkedAt === null
          ? []
          : [{ label: t("sources.reports.checked"), value: <Moment at={checkedAt} /> }]),
        ...(readUntil === null
          ? []
          : [{ label: t("sources.reports.read"), value: <Moment at={readUntil} /> }]),
        { label: t("sources.reports.lines"), value: String(lines) },
      ]}
    />
  );
}
