import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  IndexTable,
  InlineStack,
  Link,
  Tabs,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { GAP_KINDS, sawEverything } from "../../domain/reconciliation/report.ts";
import { Moment } from "../parts/moment.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { ReconciliationScreenProps } from "./reconciliation-screen.tsx";
import type { GapLine } from "./view.ts";

type GapsCardProps = Pick<ReconciliationScreenProps, "view" | "onKind" | "onAfter">;

/** What was found amiss, by kind, with what became of it. */
export function GapsCard({ view, onKind, onAfter }: GapsCardProps) {
  const { t } = useTranslation();
  const { gaps } = view.report;
  const kinds = [null, ...GAP_KINDS.filter((kind) => gaps[kind] > 0)];
  const isNone = kinds.length === 1;
  const isSeen = sawEverything(view.report);
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          {t("reconciliation.gap.title")}
        </Text>
        <Text as="p" tone="subdued">
          {isNone
            ? t(isSeen ? "reconciliation.gap.allFine" : "reconciliation.gap.unseen")
            : view.kind === null
              ? ""
              : t(`reconciliation.gap.meaning.${view.kind}`)}
        </Text>
      </Box>
      {isNone ? null : (
        <Tabs
          tabs={kinds.map((kind) => ({
            id: kind ?? "all",
            content:
              kind === null
                ? t("reconciliation.gap.all")
                : `${t(`reconciliation.gap.kind.${kind}`)} (${String(gaps[kind])})`,
          }))}
          selected={Math.max(0, kinds.indexOf(view.kind))}
          onSelect={(index) => {
            onKind(kinds[index] ?? null);
          }}
        />
      )}
      {isNone ? null : <GapTable gaps={view.gaps} />}
      <Turning view={view} onAfter={onAfter} />
    </Card>
  );
}

function Turning({ view, onAfter }: Pick<GapsCardProps, "view" | "onAfter">) {
  const { t } = useTranslation();
  const { next, isFirstPage } = view;
  if (next === null && isFirstPage) return null;
  return (
    <Box padding="300">
      <InlineStack gap="200">
        {isFirstPage ? null : (
          <Button
            onClick={() => {
              onAfter(null);
            }}
          >
            {t("reconciliation.gap.first")}
          </Button>
        )}
        {next === null ? null : (
          <Button
            onClick={() => {
              onAfter(next);
            }}
          >
            {t("reconciliation.gap.next")}
          </Button>
        )}
      </InlineStack>
    </Box>
  );
}

function GapTable({ gaps }: { readonly gaps: readonly GapLine[] }) {
  const { t } = useTranslation();
  return (
    <IndexTable
      selectable={false}
      itemCount={gaps.length}
      resourceName={{
        singular: t("reconciliation.gap.title"),
        plural: t("reconciliation.gap.title"),
      }}
      emptyState={
        <Text as="p" tone="subdued">
          {t("reconciliation.gap.none")}
        </Text>
      }
      headings={[
        { title: t("reconciliation.gap.order") },
        { title: t("reconciliation.gap.what") },
        { title: t("reconciliation.gap.source") },
        { title: t("reconciliation.gap.happened") },
        { title: t("reconciliation.gap.found") },
        { title: t("reconciliation.gap.healed") },
      ]}
    >
      {gaps.map((gap, index) => (
        <GapRow key={gap.key} gap={gap} index={index} />
      ))}
    </IndexTable>
  );
}

function GapRow({ gap, index }: { readonly gap: GapLine; readonly index: number }) {
  const { t } = useTranslation();
  return (
    <IndexTable.Row id={gap.key} position={index}>
      <IndexTable.Cell>
        {gap.orderRecordId === null ? (
          gap.orderName
        ) : (
          <Link url={`/orders/${gap.orderRecordId}`} dataPrimaryLink>
            {gap.orderName}
          </Link>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <What gap={gap} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {gap.messageId === null ? (
          gap.sourceName
        ) : (
          <Link url={`/messages/${gap.messageId}`}>
            {gap.sourceName ?? t("reconciliation.gap.message")}
          </Link>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        {gap.happenedAt === null ? "–" : <Moment at={gap.happenedAt} />}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={gap.foundAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {gap.healedAt === null ? (
          <Badge tone="warning">{t("reconciliation.gap.open")}</Badge>
        ) : (
          <Moment at={gap.healedAt} />
        )}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function What({ gap }: { readonly gap: GapLine }) {
  const { t } = useTranslation();
  const said = useSaid();
  const kind = t(`reconciliation.gap.kind.${gap.kind}`);
  const facts = [
    gap.milestone === null ? null : t(`words.milestone.${gap.milestone}`),
    gap.eventId === null ? null : `${t("reconciliation.gap.event")} ${gap.eventId}`,
    gap.detail === null ? null : said(gap.detail),
  ].filter((fact) => fact !== null);
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="semibold">
        {kind}
      </Text>
      <div className="handoff-narrow-text">
        <Text as="span" tone="subdued" breakWord>
          {facts.join(" · ")}
        </Text>
      </div>
    </BlockStack>
  );
}
