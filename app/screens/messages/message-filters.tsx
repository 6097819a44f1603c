import { useTranslation } from "react-i18next";
import { MESSAGE_STATES, type MessageState } from "../../domain/message-state.ts";
import { type FilterChoice, SearchAndFilters } from "../parts/search-and-filters.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import type { MessageListScreenProps } from "./message-list-screen.tsx";
import { type MessageFilter, TIME_SPANS, type TimeSpan } from "./view.ts";

export const NO_FILTER: MessageFilter = {
  query: "",
  sourceId: null,
  states: [],
  reason: null,
  span: null,
};

export function isNarrowed({ query, sourceId, states, reason, span }: MessageFilter): boolean {
  return (
    query !== "" || states.length > 0 || [sourceId, reason, span].some((each) => each !== null)
  );
}

/** What the list of messages is narrowed to. */
export function MessageFilters(props: MessageListScreenProps) {
  const { t } = useTranslation();
  const { filter, isLoading, onFilter } = props;
  return (
    <SearchAndFilters
      query={filter.query}
      placeholder={t("messages.searchPlaceholder")}
      isLoading={isLoading}
      onQuery={(query) => {
        onFilter({ ...filter, query });
      }}
      onClear={() => {
        onFilter(NO_FILTER);
      }}
      choices={useChoices(props)}
    />
  );
}

function useChoices({ filter, sources, onFilter }: MessageListScreenProps): FilterChoice[] {
  const { t } = useTranslation();
  return [
    {
      key: "state",
      label: t("messages.filter.state"),
      options: MESSAGE_STATES.map((value) => ({ value, label: t(`words.state.${value}`) })),
      selected: filter.states,
      allowsMany: true,
      onSelect: (values) => {
        onFilter({ ...filter, states: values.filter(isState), reason: null });
      },
    },
    {
      key: "source",
      label: t("messages.filter.source"),
      options: sources.map(({ id, name }) => ({ value: id, label: name })),
      selected: filter.sourceId === null ? [] : [filter.sourceId],
      onSelect: ([value]) => {
        onFilter({ ...filter, sourceId: value ?? null });
      },
    },
    {
      key: "time",
      label: t("messages.filter.time"),
      options: TIME_SPANS.map((value) => ({ value, label: t(`messages.filter.${value}`) })),
      selected: filter.span === null ? [] : [filter.span],
      onSelect: ([value]) => {
        onFilter({ ...filter, span: isTimeSpan(value) ? value : null });
      },
    },
    ...useReasonChoice(filter, onFilter),
  ];
}

/** A cause is chosen on the overview; here it can be taken away. */
function useReasonChoice(
  filter: MessageFilter,
  onFilter: MessageListScreenProps["onFilter"],
): FilterChoice[] {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { reason } = filter;
  if (reason === null) return [];
  return [
    {
      key: "reason",
      label: t("messages.column.reason"),
      options: [{ value: reason, label: title(reason) }],
      selected: [reason],
      onSelect: () => {
        onFilter({ ...filter, reason: null });
      },
    },
  ];
}

function isState(value: string): value is MessageState {
  return (MESSAGE_STATES as readonly string[]).includes(value);
}

function isTimeSpan(value: string | undefined): value is TimeSpan {
  return TIME_SPANS.some((span) => span === value);
}
