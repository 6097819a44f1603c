import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { isMove } from "./is-move.ts";
import type { LedgerLine } from "./view.ts";

export interface LedgerCardProps {
  readonly ledger: readonly LedgerLine[];
  /** Where older entries are; null where all are shown. */
  readonly olderUrl: string | null;
}

/** Everything that was ever said about the order. */
export function LedgerCard({ ledger, olderUrl }: LedgerCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("orders.detail.ledger")} help={t("orders.detail.ledgerHelp")}>
      <div
        className="handoff-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("orders.detail.ledger")}
      >
        <table className="handoff-table">
          <thead>
            <tr>
              <th scope="col">{t("orders.detail.column.learnt")}</th>
              <th scope="col">{t("orders.detail.column.happened")}</th>
              <th scope="col">{t("orders.detail.column.source")}</th>
              <th scope="col">{t("orders.detail.column.said")}</th>
              <th scope="col">{t("orders.detail.column.meaning")}</th>
              <th scope="col">{t("orders.detail.column.result")}</th>
            </tr>
          </thead>
          <tbody>
            {ledger.map((line) => (
              <LedgerRow key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {olderUrl === null ? null : <Link url={olderUrl}>{t("orders.detail.ledgerMore")}</Link>}
    </TitledCard>
  );
}

function LedgerRow({ line }: { readonly line: LedgerLine }) {
  const { t } = useTranslation();
  const milestone = t(`words.milestone.${line.milestone}`);
  const meaning =
    isMove(line) && line.prior !== null
      ? t("orders.detail.from", { prior: t(`words.milestone.${line.prior}`), milestone })
      : milestone;
  return (
    <tr>
      <td>
        {line.messageId === null ? (
          <Moment at={line.receivedAt} />
        ) : (
          <Link url={`/messages/${line.messageId}`}>
            <Moment at={line.receivedAt} />
          </Link>
        )}
      </td>
      <td>{line.occurredAt === null ? "" : <Moment at={line.occurredAt} />}</td>
      <td>{`${line.sourceName}, ${t(`words.via.${line.via}`)}`}</td>
      <td className="handoff-breakable">{line.sourceStatus}</td>
      <td>{meaning}</td>
      <td>
        <BlockStack>
          <Text as="span">{t(`words.decision.${line.decision}`)}</Text>
          {line.detail === null ? null : (
            <Text as="span" tone="subdued">
              {line.detail}
            </Text>
          )}
        </BlockStack>
      </td>
    </tr>
  );
}
