import { Badge, BlockStack, Box, Card, IndexTable, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type ReconciliationReport, sawEverything } from "../../domain/reconciliation/report.ts";
import { Moment } from "../parts/moment.tsx";
import { useShop } from "../shell/shop-context.tsx";
import type { ReconciliationLine } from "./view.ts";

/** The last reconciliations, each a link to its report. */
export function HistoryCard({ runs }: { readonly runs: readonly ReconciliationLine[] }) {
  const { t } = useTranslation();
  return (
    <Card padding="0">
      <BlockStack gap="300">
        <Box padding="400" paddingBlockEnd="0">
          <Text as="h2" variant="headingMd">
            {t("reconciliation.history.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t(runs.length === 0 ? "reconciliation.history.none" : "reconciliation.history.help")}
          </Text>
        </Box>
        {runs.length === 0 ? <Box paddingBlockEnd="200" /> : <HistoryTable runs={runs} />}
      </BlockStack>
    </Card>
  );
}

function HistoryTable({ runs }: { readonly runs: readonly ReconciliationLine[] }) {
  const { t } = useTranslation();
  return (
    <IndexTable
      selectable={false}
      itemCount={runs.length}
      resourceName={{
        singular: t("reconciliation.title"),
        plural: t("reconciliation.history.title"),
      }}
      headings={[
        { title: t("reconciliation.history.started") },
        { title: t("reconciliation.history.state") },
        { title: t("reconciliation.history.sent"), alignment: "end" },
        { title: t("reconciliation.history.received"), alignment: "end" },
        { title: t("reconciliation.history.gaps"), alignment: "end" },
        { title: t("reconciliation.history.healed"), alignment: "end" },
        { title: t("reconciliation.history.orders"), alignment: "end" },
        { title: t("reconciliation.history.by") },
      ]}
    >
      {runs.map((run, index) => (
        <HistoryRow key={run.runId} run={run} index={index} />
      ))}
    </IndexTable>
  );
}

function HistoryRow({ run, index }: { readonly run: ReconciliationLine; readonly index: number }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(useShop().language);
  return (
    <IndexTable.Row id={run.runId} position={index}>
      <IndexTable.Cell>
        <Link url={`/reconciliation/${run.runId}`} dataPrimaryLink>
          <Moment at={run.startedAt} />
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Outcome run={run} />
      </IndexTable.Cell>
      {figures(run.report).map((figure, column) => (
        <IndexTable.Cell key={column}>
          <Text as="span" alignment="end" numeric>
            {number.format(figure)}
          </Text>
        </IndexTable.Cell>
      ))}
      <IndexTable.Cell>
        {t(run.isByTheClock ? "reconciliation.history.clock" : "reconciliation.history.person")}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function figures({ sources, gaps, healing, storefront }: ReconciliationReport): readonly number[] {
  const sum = (of: "sent" | "received") => sources.reduce((all, source) => all + source[of], 0);
  const found = Object.values(gaps).reduce((all, count) => all + count, 0);
  return [sum("sent"), sum("received"), found, healing.healed, storefront.read];
}

/** How it ended, in a word. */
export function Outcome({ run }: { readonly run: ReconciliationLine }) {
  const { t } = useTranslation();
  const { healed, open } = run.report.healing;
  if (run.endedAt === null) return <Badge>{t("reconciliation.history.stopped")}</Badge>;
  if (open > 0) {
    return <Badge tone="warning">{t("reconciliation.history.openGaps", { count: open })}</Badge>;
  }
  if (!sawEverything(run.report)) return <Badge>{t("reconciliation.history.unseen")}</Badge>;
  return (
    <Badge tone="success">
      {t(healed > 0 ? "reconciliation.history.late" : "reconciliation.history.fine")}
    </Badge>
  );
}
