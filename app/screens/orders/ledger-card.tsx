import { BlockStack, Icon, InlineStack, Link, Text } from "@shopify/polaris";
import {
  AlertTriangleIcon,
  CheckCircleIcon,
  ClockIcon,
  MinusCircleIcon,
} from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { isMove } from "./is-move.ts";
import type { LedgerLine } from "./view.ts";

export interface LedgerCardProps {
  readonly ledger: readonly LedgerLine[];
  /** Where older entries are; null where all are shown. */
  readonly olderUrl: string | null;
}

const MARKS = {
  advanced: { source: CheckCircleIcon, tone: "success" },
  unchanged: { source: MinusCircleIcon, tone: "subdued" },
  superseded: { source: ClockIcon, tone: "subdued" },
  refused: { source: AlertTriangleIcon, tone: "caution" },
} as const satisfies Record<LedgerLine["decision"], object>;

/** Everything that was ever said about the order, as a timeline. */
export function LedgerCard({ ledger, olderUrl }: LedgerCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("orders.detail.ledger")} help={t("orders.detail.ledgerHelp")}>
      <ol className="handoff-path" aria-label={t("orders.detail.ledger")}>
        {ledger.map((line) => (
          <Entry key={line.id} line={line} />
        ))}
      </ol>
      {olderUrl === null ? null : <Link url={olderUrl}>{t("orders.detail.ledgerMore")}</Link>}
    </TitledCard>
  );
}

function Entry({ line }: { readonly line: LedgerLine }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { decision, detail, sourceName, sourceStatus, via, receivedAt, occurredAt } = line;
  const from = { source: sourceName, via: t(`words.via.${via}`) };
  return (
    <li data-decision={decision}>
      <span className="handoff-path-mark">
        <Icon {...MARKS[decision]} accessibilityLabel={t(`words.decision.${decision}`)} />
      </span>
      <BlockStack gap="050">
        <InlineStack gap="200" align="space-between">
          <Text as="h3" variant="headingSm">
            {useMeaning(line)}
          </Text>
          <Text as="span" tone="subdued">
            {line.messageId === null ? (
              <Moment at={receivedAt} />
            ) : (
              <Link url={`/messages/${line.messageId}`}>
                <Moment at={receivedAt} />
              </Link>
            )}
          </Text>
        </InlineStack>
        <Text as="p" tone="subdued" breakWord>
          {t("orders.detail.entry", { ...from, status: sourceStatus })}
          {decision === "advanced" ? null : ` ${t(`orders.detail.decided.${decision}`)}`}
        </Text>
        {detail === null ? null : (
          <Text as="p" tone="subdued" breakWord>
            {said(detail)}
          </Text>
        )}
        {occurredAt === null || occurredAt === receivedAt ? null : (
          <Text as="p" tone="subdued">
            {`${t("orders.detail.happened")} `}
            <Moment at={occurredAt} />
          </Text>
        )}
      </BlockStack>
    </li>
  );
}

/** What was claimed; where it moved the order on, from where. */
function useMeaning(line: LedgerLine): string {
  const { t } = useTranslation();
  const milestone = t(`words.milestone.${line.milestone}`);
  return isMove(line) && line.prior !== null
    ? t("orders.detail.from", { prior: t(`words.milestone.${line.prior}`), milestone })
    : milestone;
}
