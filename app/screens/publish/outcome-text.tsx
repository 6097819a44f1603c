import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderOutcome, ShippedParcel } from "../../domain/backtest/outcome.ts";
import type { Failures } from "../../domain/backtest/compared-order.ts";
import { useReasonTitle } from "../parts/reason.ts";

export interface OutcomeTextProps {
  readonly outcome: OrderOutcome;
  /** Messages that are not understood on this side alone. */
  readonly failures: Failures;
}

/** What becomes of one order, in words. */
export function OutcomeText({ outcome, failures }: OutcomeTextProps) {
  const { t } = useTranslation();
  const reason = useReasonTitle();
  const { milestone, isCancelled, shipped, mails } = outcome;
  return (
    <BlockStack gap="050">
      <Text as="p">
        {milestone === null ? t("publish.outcome.nothing") : t(`words.milestone.${milestone}`)}
        {isCancelled && milestone !== "cancelled" ? ` · ${t("words.milestone.cancelled")}` : null}
      </Text>
      {shipped.map((parcel, index) => (
        <Parcel key={index} parcel={parcel} />
      ))}
      {mails.length === 0 ? null : (
        <Text as="p" tone="subdued">
          {t("publish.outcome.mails", {
            count: mails.length,
            kinds: [...new Set(mails.map(({ kind }) => t(`words.milestone.${kind}`)))].join(", "),
          })}
        </Text>
      )}
      {Object.entries(failures).map(([code, count]) => (
        <Text key={code} as="p" tone="critical">
          {t("publish.outcome.fails", { count, reason: reason(code) })}
        </Text>
      ))}
    </BlockStack>
  );
}

function Parcel({ parcel }: { readonly parcel: ShippedParcel }) {
  const { t } = useTranslation();
  const { tracking, lines, location } = parcel;
  const numbers = tracking.map(({ company, number }) =>
    [company, number].filter((part) => part !== null).join(" "),
  );
  const items = lines.map(({ sku, lineId, barcode, quantity }) =>
    t("publish.outcome.line", { quantity, item: sku ?? lineId ?? barcode ?? "" }),
  );
  return (
    <Text as="p" breakWord>
      {numbers.length === 0 ? t("publish.outcome.noTracking") : numbers.join(", ")}
      {" · "}
      {items.length === 0 ? t("publish.outcome.allLines") : items.join(", ")}
      {location === null ? null : ` · ${location}`}
    </Text>
  );
}
