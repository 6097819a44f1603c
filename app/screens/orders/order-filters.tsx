import { useTranslation } from "react-i18next";
import { MILESTONES } from "../../domain/milestone.ts";
import { ZONES } from "../../domain/zone.ts";
import { choiceField, type FilterField } from "../parts/filter-field.tsx";
import { SearchAndFilters } from "../parts/search-and-filters.tsx";
import type { OrderListScreenProps } from "./order-list-screen.tsx";
import { AGREEMENTS, CARE_KINDS, type OrderFilter, WAITING_SPANS } from "./view.ts";

export const NO_ORDER_FILTER: OrderFilter = {
  query: "",
  agreement: null,
  block: null,
  sourceId: null,
  milestone: null,
  waiting: null,
  care: null,
  zone: null,
};

export function isOrderNarrowed({ query, ...others }: OrderFilter): boolean {
  return query !== "" || Object.values(others).some((each) => each !== null);
}

/** What the list of orders is narrowed to, and its kept views. */
export function OrderFilters(props: OrderListScreenProps) {
  const { t } = useTranslation();
  const { filter, isLoading, views, onFilter } = props;
  return (
    <SearchAndFilters
      query={filter.query}
      placeholder={t("orders.searchPlaceholder")}
      isLoading={isLoading}
      views={views}
      onQuery={(query) => {
        onFilter({ ...filter, query });
      }}
      onClear={() => {
        onFilter(NO_ORDER_FILTER);
      }}
      fields={[...useStandingFields(props), ...useStoryFields(props)]}
    />
  );
}

/** Whether the order agrees, where it broke, and what is in the way since when. */
function useStandingFields({ filter, blocks, onFilter }: OrderListScreenProps): FilterField[] {
  const { t } = useTranslation();
  const { agreement, block, waiting, zone } = filter;
  const offered = block === null || blocks.includes(block) ? blocks : [block, ...blocks];
  return [
    choiceField({
      key: "agreement",
      label: t("orders.filter.agreement"),
      options: AGREEMENTS.map((value) => ({ value, label: t(`words.agreement.${value}`) })),
      selected: chosen(agreement),
      onSelect: ([value]) => {
        onFilter({ ...filter, agreement: pick(AGREEMENTS, value) });
      },
    }),
    choiceField({
      key: "block",
      label: t("orders.filter.block"),
      options: offered.map((value) => ({ value, label: t(`words.block.${value}.title`) })),
      selected: chosen(block),
      onSelect: ([value]) => {
        onFilter({ ...filter, block: pick(offered, value) });
      },
    }),
    choiceField({
      key: "zone",
      label: t("messages.filter.brokeAt"),
      options: ZONES.map((value) => ({ value, label: t(`words.zone.${value}`) })),
      selected: chosen(zone),
      onSelect: ([value]) => {
        onFilter({ ...filter, zone: pick(ZONES, value) });
      },
    }),
    choiceField({
      key: "waiting",
      label: t("orders.filter.waiting"),
      options: WAITING_SPANS.map((value) => ({ value, label: t(`orders.filter.over.${value}`) })),
      selected: chosen(waiting),
      onSelect: ([value]) => {
        onFilter({ ...filter, waiting: pick(WAITING_SPANS, value) });
      },
    }),
  ];
}

/** Who spoke of the order, and what was said. */
function useStoryFields({ filter, sources, onFilter }: OrderListScreenProps): FilterField[] {
  const { t } = useTranslation();
  const { milestone, sourceId, care } = filter;
  return [
    choiceField({
      key: "care",
      label: t("flow.filter.title"),
      options: CARE_KINDS.map((value) => ({ value, label: t(`flow.badge.${value}`) })),
      selected: chosen(care),
      onSelect: ([value]) => {
        onFilter({ ...filter, care: pick(CARE_KINDS, value) });
      },
    }),
    choiceField({
      key: "milestone",
      label: t("orders.filter.milestone"),
      options: MILESTONES.map((value) => ({ value, label: t(`words.milestone.${value}`) })),
      selected: chosen(milestone),
      onSelect: ([value]) => {
        onFilter({ ...filter, milestone: pick(MILESTONES, value) });
      },
    }),
    choiceField({
      key: "source",
      label: t("orders.filter.source"),
      options: sources.map(({ id, name }) => ({ value: id, label: name })),
      selected: chosen(sourceId),
      onSelect: ([value]) => {
        onFilter({ ...filter, sourceId: value ?? null });
      },
    }),
  ];
}

function chosen(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}

function pick<T extends string>(options: readonly T[], value: string | undefined): T | null {
  return options.find((option) => option === value) ?? null;
}
