import { Badge, BlockStack, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { allFields } from "../../domain/mapping/editing/field.ts";
import { otherProblems } from "../../domain/mapping/editing/field-problems.ts";
import { type Verdict, verdictOn } from "../../domain/mapping/editing/verdict.ts";
import type { Interpretation } from "../../domain/mapping/interpret.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { OrderUpdate } from "../../domain/order-record/order-update.ts";
import { formatTime } from "../i18n/format-time.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { useShop } from "../shell/shop-context.tsx";

const TONES = { works: "success", warns: "attention", ignored: "info", fails: "critical" } as const;

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[verdict]}>{t(`mapping.verdict.${verdict}`)}</Badge>;
}

const MOST_UPDATES = 20;

/** What the message says with this mapping, in sentences. */
export function ResultCard(props: {
  readonly interpretation: Interpretation;
  readonly mapping: Mapping;
}) {
  const { t } = useTranslation();
  const said = useSaid();
  const { interpretation, mapping } = props;
  const { updates, ignored, fetches, problems } = interpretation;
  const verdict = verdictOn(interpretation);
  const others = otherProblems(problems, allFields(mapping));
  const sentence = useUpdateSentence();
  const lines = [
    ...updates.slice(0, MOST_UPDATES).map(sentence),
    ...(updates.length > MOST_UPDATES
      ? [t("mapping.result.more", { count: updates.length - MOST_UPDATES })]
      : []),
    ...(ignored.length > 0 ? [t("mapping.result.ignored", { count: ignored.length })] : []),
    ...(fetches.length > 0 ? [t("mapping.result.fetches", { count: fetches.length })] : []),
  ];
  const stopped = problems.filter(({ severity }) => severity === "error").length;
  return (
    <TitledCard title={t("mapping.result.title")} aside={<VerdictBadge verdict={verdict} />}>
      <div role="status" aria-live="polite">
        <BlockStack gap="200">
          {lines.map((line, index) => (
            <Text key={index} as="p" fontWeight="medium" breakWord>
              {line}
            </Text>
          ))}
          {stopped === 0 ? null : (
            <Text as="p" tone="critical">
              {t("mapping.result.stopped", { count: stopped })}
            </Text>
          )}
          {lines.length === 0 && stopped === 0 ? (
            <Text as="p">{t("mapping.result.nothing")}</Text>
          ) : null}
        </BlockStack>
      </div>
      {others.length === 0 ? null : (
        <List>
          {others.map(({ detail }, index) => (
            <List.Item key={index}>{said(detail)}</List.Item>
          ))}
        </List>
      )}
      <InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {t("mapping.result.same")}
        </Text>
      </InlineStack>
    </TitledCard>
  );
}

/** `Order #1042: Shipped on 14 Jan 2026, 10:30. 2 packages: JD1 (DHL), JD2 (DHL). 3 pieces: 2 × HAT, 1 × MUG.` */
function useUpdateSentence(): (update: OrderUpdate) => string {
  const { t } = useTranslation();
  const shop = useShop();
  return ({ order, milestone, occurredAt, shipment }) => {
    const when = occurredAt === null ? null : formatTime(occurredAt, shop);
    const meaning = t(`words.milestone.${milestone}`);
    const head = t(`mapping.result.order_${order.kind}`, { value: order.value });
    const what =
      when === null
        ? t("mapping.result.status", { order: head, meaning })
        : t("mapping.result.statusAt", { order: head, meaning, when });
    const packages = (shipment?.packages ?? []).map(
      ({ number, carrier }) =>
        (number ?? t("mapping.result.noNumber")) + (carrier === null ? "" : ` (${carrier})`),
    );
    const lines = (shipment?.lines ?? []).map(
      ({ sku, lineId, barcode, quantity }) =>
        `${String(quantity)} × ${sku ?? lineId ?? barcode ?? ""}`,
    );
    return [
      what,
      packages.length === 0
        ? null
        : t("mapping.result.packages", { count: packages.length, list: packages.join(", ") }),
      lines.length === 0
        ? null
        : t("mapping.result.lines", { count: lines.length, list: lines.join(", ") }),
    ]
      .filter((part) => part !== null)
      .join(" ");
  };
}
