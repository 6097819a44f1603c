import { Badge, Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Interpretation, MappingProblem } from "../../domain/mapping/interpret.ts";
import type { OrderUpdate } from "../../domain/order-record/order-update.ts";
import { type Fact, FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { useSaid } from "../parts/use-said.ts";

/** What a mapping makes of a payload: each claim about an order, and what it could not read. */
export function InterpretationPreview({ result }: { readonly result: Interpretation }) {
  const { t } = useTranslation();
  const { updates, problems, ignored } = result;
  return (
    <BlockStack gap="300">
      {updates.length === 0 ? (
        <Text as="p" fontWeight="medium">
          {t(ignored.length > 0 ? "messages.edit.ignored" : "messages.edit.claimsNothing")}
        </Text>
      ) : null}
      {updates.map((update, index) => (
        <Update key={index} update={update} />
      ))}
      <Problems problems={problems} />
    </BlockStack>
  );
}

function Update({ update }: { readonly update: OrderUpdate }) {
  return (
    <Box padding="300" borderWidth="025" borderColor="border" borderRadius="200">
      <FactList facts={useUpdateFacts(update)} />
    </Box>
  );
}

function useUpdateFacts(update: OrderUpdate): readonly Fact[] {
  const { t } = useTranslation();
  const { order, sourceStatus, milestone, occurredAt, shipment } = update;
  const packages = (shipment?.packages ?? []).map(({ number, carrier }) =>
    [number ?? t("orders.detail.noTracking"), carrier].filter((part) => part !== null).join(", "),
  );
  const lines = (shipment?.lines ?? []).map(({ sku, lineId, barcode, quantity }) =>
    t("orders.detail.line", { quantity, name: sku ?? lineId ?? barcode ?? "" }),
  );
  return [
    { label: t(`orders.detail.reference.${order.kind}`), value: order.value },
    {
      label: t("messages.edit.status"),
      value: (
        <>
          {sourceStatus} <Badge>{t(`words.milestone.${milestone}`)}</Badge>
        </>
      ),
    },
    ...(occurredAt === null
      ? []
      : [{ label: t("messages.edit.happened"), value: <Moment at={occurredAt} /> }]),
    ...fact(t("messages.edit.shipment"), shipment?.reference ?? ""),
    ...fact(t("messages.edit.packages"), packages.join("; ")),
    ...fact(t("messages.edit.lines"), lines.join(", ")),
  ];
}

function fact(label: string, value: string): readonly Fact[] {
  return value === "" ? [] : [{ label, value }];
}

function Problems({ problems }: { readonly problems: readonly MappingProblem[] }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (problems.length === 0) return null;
  const hasError = problems.some(({ severity }) => severity === "error");
  return (
    <Banner
      tone={hasError ? "warning" : "info"}
      title={t("messages.edit.problems", { count: problems.length })}
    >
      <BlockStack as="ul" gap="100">
        {problems.map(({ code, detail }, index) => (
          <li key={`${code} ${String(index)}`}>{said(detail)}</li>
        ))}
      </BlockStack>
    </Banner>
  );
}
