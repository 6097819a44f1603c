import { BlockStack, Button, InlineGrid, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type LossFigures, sumOfChanges } from "../../domain/reconciliation/loss.ts";
import { type Figure, Figures } from "../parts/figures.tsx";
import { SpanChoice } from "../parts/span-choice.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { LazyLossChart } from "./lazy-loss-chart.tsx";
import { LossTable } from "./loss-table.tsx";
import { useShare } from "./share.ts";
import { LOSS_SPANS, type LossSpan, type LossView } from "./view.ts";

export interface LossCardProps {
  readonly loss: LossView;
  readonly onSpan: (span: LossSpan) => void;
}

/** How much webhooks lose: the share of changes that polling told first. */
export function LossCard({ loss, onSpan }: LossCardProps) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const sum = sumOfChanges(loss.times);
  const figures = useFigures(sum);
  return (
    <TitledCard
      title={t("reconciliation.loss.title")}
      help={t("reconciliation.loss.help")}
      aside={
        <SpanChoice
          spans={LOSS_SPANS}
          chosen={loss.span}
          nameOf={(span) => t(`reconciliation.loss.span.${span}`)}
          onChoose={onSpan}
        />
      }
    >
      {sum.changes === 0 ? (
        <Text as="p" tone="subdued">
          {t("reconciliation.loss.quiet")}
        </Text>
      ) : (
        <BlockStack gap="400">
          <Figures figures={figures} columns={{ xs: 2, md: 4 }} />
          {isTable ? <LossTable loss={loss} /> : <LazyLossChart loss={loss} />}
          <div>
            <Button
              variant="plain"
              onClick={() => {
                setTable(!isTable);
              }}
            >
              {isTable ? t("home.history.asChart") : t("home.history.asTable")}
            </Button>
          </div>
          <Breakdown loss={loss} />
        </BlockStack>
      )}
    </TitledCard>
  );
}

function useFigures(sum: LossFigures): readonly Figure[] {
  const { t } = useTranslation();
  const share = useShare();
  const number = new Intl.NumberFormat(useShop().language);
  return [
    { label: t("reconciliation.loss.rate"), value: share(sum) },
    { label: t("reconciliation.loss.changes"), value: number.format(sum.changes) },
    { label: t("reconciliation.loss.polledFirst"), value: number.format(sum.polledFirst) },
    { label: t("reconciliation.loss.pushedLater"), value: number.format(sum.pushedLater) },
  ];
}

function Breakdown({ loss: { sources, milestones } }: { readonly loss: LossView }) {
  const { t } = useTranslation();
  return (
    <InlineGrid columns={{ xs: 1, md: sources.length === 0 ? 1 : 2 }} gap="400">
      {sources.length === 0 ? null : (
        <Shares
          title={t("reconciliation.loss.bySource")}
          rows={sources.map(({ sourceId, name, ...sum }) => ({ key: sourceId, name, sum }))}
        />
      )}
      <Shares
        title={t("reconciliation.loss.byStatus")}
        rows={milestones.map(({ milestone, ...sum }) => ({
          key: milestone,
          name: t(`words.milestone.${milestone}`),
          sum,
        }))}
      />
    </InlineGrid>
  );
}

interface SharesProps {
  readonly title: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly sum: LossFigures;
  }[];
}

function Shares({ title, rows }: SharesProps) {
  const { t } = useTranslation();
  const share = useShare();
  const number = new Intl.NumberFormat(useShop().language);
  return (
    <div className="handoff-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="handoff-table handoff-figures">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t("reconciliation.loss.changes")}</th>
            <th scope="col">{t("reconciliation.loss.polledFirst")}</th>
            <th scope="col">{t("reconciliation.loss.rate")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, sum }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{number.format(sum.changes)}</td>
              <td>{number.format(sum.polledFirst)}</td>
              <td>{share(sum)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
