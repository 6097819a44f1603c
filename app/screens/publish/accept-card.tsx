import { BlockStack, Checkbox } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { DifferenceKind } from "../../domain/backtest/difference.ts";
import type { BacktestSummary } from "../../domain/run/backtest.ts";
import { TitledCard } from "../parts/titled-card.tsx";

export interface AcceptCardProps {
  /** What would get worse. */
  readonly kinds: readonly DifferenceKind[];
  readonly counts: BacktestSummary["differences"];
  readonly accepted: readonly DifferenceKind[];
  readonly onAccept: (accepted: readonly DifferenceKind[]) => void;
}

/** What gets worse is accepted by name, one by one, or mended. */
export function AcceptCard({ kinds, counts, accepted, onAccept }: AcceptCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("publish.accept.title")} help={t("publish.accept.help")}>
      <BlockStack gap="200">
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t("publish.accept.one", {
              count: counts[kind] ?? 0,
              what: t(`publish.kind.${kind}`),
            })}
            helpText={t(`publish.kindMeaning.${kind}`)}
            checked={accepted.includes(kind)}
            onChange={(isAccepted) => {
              onAccept(
                isAccepted ? [...accepted, kind] : accepted.filter((other) => other !== kind),
              );
            }}
          />
        ))}
      </BlockStack>
    </TitledCard>
  );
}
