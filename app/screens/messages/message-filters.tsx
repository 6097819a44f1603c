import { useTranslation } from "react-i18next";
import {
  MESSAGE_STATES,
  MESSAGE_VIAS,
  type MessageState,
  type MessageVia,
} from "../../domain/message-state.ts";
import { MESSAGE_ZONES } from "../../domain/zone.ts";
import { choiceField, type FilterField } from "../parts/filter-field.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import { SearchAndFilters } from "../parts/search-and-filters.tsx";
import type { MessageListScreenProps } from "./message-list-screen.tsx";
import { useReceivedField } from "./received-field.tsx";
import type { MessageFilter } from "./view.ts";

export const NO_FILTER: MessageFilter = {
  query: "",
  sourceId: null,
  states: [],
  zone: null,
  reason: null,
  vias: [],
  received: null,
};

export function isNarrowed({ query, states, vias, ...others }: MessageFilter): boolean {
  const { sourceId, zone, reason, received } = others;
  const single = [sourceId, zone, reason, received];
  return (
    query !== "" || states.length > 0 || vias.length > 0 || single.some((each) => each !== null)
  );
}

/** What the list of messages is narrowed to, and its kept views. */
export function MessageFilters(props: MessageListScreenProps) {
  const { t } = useTranslation();
  const { filter, isLoading, views, onFilter } = props;
  const received = useReceivedField({
    received: filter.received,
    onReceived: (next) => {
      onFilter({ ...filter, received: next });
    },
  });
  return (
    <SearchAndFilters
      query={filter.query}
      placeholder={t("messages.searchPlaceholder")}
      isLoading={isLoading}
      views={views}
      onQuery={(query) => {
        onFilter({ ...filter, query });
      }}
      onClear={() => {
        onFilter(NO_FILTER);
      }}
      fields={[...useProblemFields(props), ...useOriginFields(props), received]}
    />
  );
}

/** Where the message stands, and why. */
function useProblemFields({ filter, reasons, onFilter }: MessageListScreenProps): FilterField[] {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { states, zone, reason } = filter;
  const offered = reason === null || reasons.includes(reason) ? reasons : [reason, ...reasons];
  return [
    choiceField({
      key: "state",
      label: t("messages.filter.state"),
      options: MESSAGE_STATES.map((value) => ({ value, label: t(`words.state.${value}`) })),
      selected: states,
      allowsMany: true,
      onSelect: (values) => {
        onFilter({ ...filter, states: values.filter(isState) });
      },
    }),
    choiceField({
      key: "reason",
      label: t("messages.filter.problem"),
      options: offered.map((value) => ({ value, label: title(value) })),
      selected: reason === null ? [] : [reason],
      onSelect: ([value]) => {
        onFilter({ ...filter, reason: value ?? null });
      },
    }),
    choiceField({
      key: "zone",
      label: t("messages.filter.brokeAt"),
      options: MESSAGE_ZONES.map((value) => ({ value, label: t(`words.zone.${value}`) })),
      selected: zone === null ? [] : [zone],
      onSelect: ([value]) => {
        onFilter({ ...filter, zone: MESSAGE_ZONES.find((known) => known === value) ?? null });
      },
    }),
  ];
}

/** Where the message came from. */
function useOriginFields({ filter, sources, onFilter }: MessageListScreenProps): FilterField[] {
  const { t } = useTranslation();
  const { sourceId, vias } = filter;
  return [
    choiceField({
      key: "source",
      label: t("messages.filter.source"),
      options: sources.map(({ id, name }) => ({ value: id, label: name })),
      selected: sourceId === null ? [] : [sourceId],
      onSelect: ([value]) => {
        onFilter({ ...filter, sourceId: value ?? null });
      },
    }),
    choiceField({
      key: "via",
      label: t("messages.filter.via"),
      options: MESSAGE_VIAS.map((value) => ({ value, label: t(`words.via.${value}`) })),
      selected: vias,
      allowsMany: true,
      onSelect: (values) => {
        onFilter({ ...filter, vias: values.filter(isVia) });
      },
    }),
  ];
}

function isState(value: string): value is MessageState {
  return (MESSAGE_STATES as readonly string[]).includes(value);
}

function isVia(value: string): value is MessageVia {
  return (MESSAGE_VIAS as readonly string[]).includes(value);
}
