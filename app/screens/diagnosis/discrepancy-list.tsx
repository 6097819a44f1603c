import { Badge, BlockStack, Button, Checkbox, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import { ORDER_SIGNALS } from "../../domain/discrepancy/signals.ts";
import { ZONES } from "../../domain/zone.ts";
import { Moment } from "../parts/moment.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useNow } from "../shell/shop-context.tsx";
import type { DiagnosisView, DiscrepancyFilter, DiscrepancyView } from "./view.ts";

export interface DiscrepancyListProps {
  readonly view: DiagnosisView;
  readonly filter: DiscrepancyFilter;
  /** The discrepancy that is being taken now. */
  readonly taking: string | null;
  readonly onFilter: (filter: DiscrepancyFilter) => void;
  readonly onTake: (discrepancyId: string) => void;
}

const MOST_CHOSEN = 5;

/** The orders whose systems disagree, soonest due first; a few of them can be put side by side. */
export function DiscrepancyList(props: DiscrepancyListProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { view, filter } = props;
  const { discrepancies } = view;
  const isNarrowed = filter.zone !== null || filter.signal !== null || filter.state === "closed";
  return (
    <TitledCard
      title={t("diagnosis.list.title")}
      {...(discrepancies.length > 0 ? { help: t("diagnosis.list.compareHelp") } : {})}
      aside={
        chosen.length === 0 ? null : (
          <Button url={`/diagnosis/summary?orders=${chosen.join(",")}`}>
            {t("diagnosis.list.compare")}
          </Button>
        )
      }
    >
      <BlockStack gap="300">
        <Filters {...props} />
        {discrepancies.length === 0 ? (
          <Text as="p">
            {isNarrowed
              ? t("diagnosis.list.noneSuch")
              : t("diagnosis.list.none", { minutes: view.setting.graceMinutes })}
          </Text>
        ) : (
          <Rows {...props} chosen={chosen} onChoose={setChosen} />
        )}
        {view.hasMore ? (
          <Text as="p" tone="subdued">
            {t("diagnosis.list.more", { count: discrepancies.length })}
          </Text>
        ) : null}
      </BlockStack>
    </TitledCard>
  );
}

function Filters({ filter, onFilter }: DiscrepancyListProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="300">
      <Select
        label={t("diagnosis.list.filterState")}
        value={filter.state}
        options={(["open", "closed"] as const).map((value) => ({
          value,
          label: t(`diagnosis.list.${value}`),
        }))}
        onChange={(value) => {
          onFilter({ ...filter, state: value === "closed" ? "closed" : "open" });
        }}
      />
      <Select
        label={t("diagnosis.list.filterZone")}
        value={filter.zone ?? ""}
        options={[
          { value: "", label: t("diagnosis.list.all") },
          ...ZONES.map((value) => ({ value, label: t(`diagnosis.zone.${value}`) })),
        ]}
        onChange={(value) => {
          onFilter({ ...filter, zone: ZONES.find((zone) => zone === value) ?? null });
        }}
      />
      <Select
        label={t("diagnosis.list.filterSignal")}
        value={filter.signal ?? ""}
        options={[
          { value: "", label: t("diagnosis.list.allSignals") },
          ...ORDER_SIGNALS.map((value) => ({ value, label: t(`diagnosis.signal.${value}`) })),
        ]}
        onChange={(value) => {
          onFilter({ ...filter, signal: ORDER_SIGNALS.find((one) => one === value) ?? null });
        }}
      />
    </InlineStack>
  );
}

interface Choice {
  readonly chosen: readonly string[];
  readonly onChoose: (orders: readonly string[]) => void;
}

function Rows(props: DiscrepancyListProps & Choice) {
  const { t } = useTranslation();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("diagnosis.list.title")}
    >
      <table className="handoff-table handoff-stacked handoff-discrepancies">
        <thead>
          <tr>
            <th scope="col">{t("diagnosis.list.order")}</th>
            <th scope="col">{t("diagnosis.list.what")}</th>
            <th scope="col">{t("diagnosis.list.zone")}</th>
            <th scope="col">{t("diagnosis.list.owner")}</th>
            <th scope="col">{t("diagnosis.list.since")}</th>
            <th scope="col">{t(END_WORDS[props.filter.state])}</th>
            <th scope="col">{t("diagnosis.list.taken")}</th>
          </tr>
        </thead>
        <tbody>
          {props.view.discrepancies.map((discrepancy) => (
            <Row key={discrepancy.id} {...props} discrepancy={discrepancy} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  discrepancy,
  chosen,
  onChoose,
  ...props
}: DiscrepancyListProps & Choice & { readonly discrepancy: DiscrepancyView }) {
  const { t } = useTranslation();
  const { orderRecordId, orderName, code, zone, owner, sourceName, pattern, since } = discrepancy;
  const isChosen = chosen.includes(orderRecordId);
  return (
    <tr>
      <th scope="row">
        <InlineStack gap="200" wrap={false} blockAlign="center">
          <Checkbox
            label={t("diagnosis.list.select", { order: orderName })}
            labelHidden
            checked={isChosen}
            disabled={!isChosen && chosen.length >= MOST_CHOSEN}
            onChange={(isOn) => {
              const others = chosen.filter((id) => id !== orderRecordId);
              onChoose(isOn ? [...others, orderRecordId] : others);
            }}
          />
          <ResourceLink url={`/orders/${orderRecordId}`}>{orderName}</ResourceLink>
        </InlineStack>
      </th>
      <td data-label={t("diagnosis.list.what")}>
        {t(`verdicts.verdict.${code}.title`)} <Badge>{t(`diagnosis.pattern.${pattern}`)}</Badge>
      </td>
      <td data-label={t("diagnosis.list.zone")}>{t(`diagnosis.zone.${zone}`)}</td>
      <td data-label={t("diagnosis.list.owner")}>
        {t(`diagnosis.owner.${owner}`)}
        {sourceName === null ? "" : ` (${sourceName})`}
      </td>
      <td data-label={t("diagnosis.list.since")}>
        <Moment at={since} />
      </td>
      <td data-label={t(END_WORDS[props.filter.state])}>
        <End discrepancy={discrepancy} />
      </td>
      <td data-label={t("diagnosis.list.taken")} className="handoff-unbroken">
        <Taken {...props} discrepancy={discrepancy} />
      </td>
    </tr>
  );
}

const END_WORDS = { open: "diagnosis.list.due", closed: "diagnosis.list.ended" } as const;

/** When it is to be over, or was. */
function End({ discrepancy: { dueAt, closedAt } }: { readonly discrepancy: DiscrepancyView }) {
  const { t } = useTranslation();
  const now = useNow(60);
  if (closedAt !== null) return <Moment at={closedAt} />;
  return (
    <>
      <Moment at={dueAt} />{" "}
      {dueAt < now ? <Badge tone="critical">{t("diagnosis.list.overdue")}</Badge> : null}
    </>
  );
}

function Taken({
  discrepancy: { id, orderName, acknowledged, closedAt },
  taking,
  onTake,
}: Pick<DiscrepancyListProps, "taking" | "onTake"> & { readonly discrepancy: DiscrepancyView }) {
  const { t } = useTranslation();
  const who = useActorWords();
  if (acknowledged !== null) return <Text as="span">{who(acknowledged.by)}</Text>;
  if (closedAt !== null) return <Text as="span">{t("diagnosis.list.nobody")}</Text>;
  return (
    <Button
      size="slim"
      loading={taking === id}
      accessibilityLabel={`${t("diagnosis.list.take")}: ${orderName}`}
      onClick={() => {
        onTake(id);
      }}
    >
      {t("diagnosis.list.take")}
    </Button>
  );
}
