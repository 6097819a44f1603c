import {
  Badge,
  BlockStack,
  Box,
  Card,
  IndexTable,
  InlineStack,
  Link,
  Select,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  DIFFERENCE_KINDS,
  DIFFERENCES,
  type DifferenceKind,
  isDifferenceKind,
} from "../../domain/backtest/difference.ts";
import type { BacktestSummary } from "../../domain/run/backtest.ts";
import type { Page } from "../messages/view.ts";
import { listPages } from "../parts/list-pages.ts";
import { shortId } from "../messages/short-id.ts";
import { OutcomeText } from "./outcome-text.tsx";
import type { OrderDifference } from "./view.ts";

export interface DifferencesCardProps {
  readonly page: Page<OrderDifference>;
  readonly counts: BacktestSummary["differences"];
  readonly kind: DifferenceKind | null;
  readonly names: { readonly before: string; readonly after: string };
  readonly onKind: (kind: DifferenceKind | null) => void;
  readonly onTurn: (to: { readonly before: string } | { readonly after: string }) => void;
}

const TONES = { regression: "critical", change: "attention", improvement: "success" } as const;

/** Every order that would come out differently, with both sides. */
export function DifferencesCard(props: DifferencesCardProps) {
  const { t } = useTranslation();
  const { page, names } = props;
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="h2" variant="headingMd">
            {t("publish.differences.title")}
          </Text>
          <KindChoice {...props} />
        </InlineStack>
      </Box>
      <IndexTable
        itemCount={page.rows.length}
        selectable={false}
        resourceName={{
          singular: t("publish.differences.one"),
          plural: t("publish.differences.many"),
        }}
        headings={[
          { title: t("publish.differences.order") },
          { title: t("publish.differences.what") },
          { title: names.before },
          { title: names.after },
        ]}
        {...listPages(page, props.onTurn)}
      >
        {page.rows.map((difference, position) => (
          <DifferenceRow key={difference.key} difference={difference} position={position} />
        ))}
      </IndexTable>
    </Card>
  );
}

function KindChoice({ counts, kind, onKind }: DifferencesCardProps) {
  const { t } = useTranslation();
  const found = DIFFERENCE_KINDS.filter((each) => (counts[each] ?? 0) > 0);
  return (
    <Select
      label={t("publish.differences.filter")}
      labelInline
      options={[
        { value: "", label: t("publish.differences.all") },
        ...found.map((value) => ({
          value,
          label: `${t(`publish.kind.${value}`)} (${String(counts[value] ?? 0)})`,
        })),
      ]}
      value={kind ?? ""}
      onChange={(value) => {
        onKind(isDifferenceKind(value) ? value : null);
      }}
    />
  );
}

interface DifferenceRowProps {
  readonly difference: OrderDifference;
  readonly position: number;
}

function DifferenceRow({ difference, position }: DifferenceRowProps) {
  const { t } = useTranslation();
  const { key, kinds, live, draft, newlyFails, noLongerFails } = difference;
  return (
    <IndexTable.Row id={key} position={position}>
      <IndexTable.Cell>
        <OrderName difference={difference} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack gap="100" inlineAlign="start">
          {kinds.map((kind) => (
            <Badge key={kind} tone={TONES[DIFFERENCES[kind]]}>
              {t(`publish.kind.${kind}`)}
            </Badge>
          ))}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <OutcomeText outcome={live} failures={noLongerFails} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <OutcomeText outcome={draft} failures={newlyFails} />
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function OrderName({ difference }: { readonly difference: OrderDifference }) {
  const { t } = useTranslation();
  const { name, orderId, messageId } = difference;
  if (messageId !== null) {
    return (
      <Link url={`/messages/${messageId}`} removeUnderline>
        {t("publish.differences.message", { id: shortId(messageId) })}
      </Link>
    );
  }
  if (orderId === null) return <Text as="span">{name}</Text>;
  return (
    <Link url={`/orders/${orderId}`} removeUnderline>
      {name}
    </Link>
  );
}
