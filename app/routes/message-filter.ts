import { MESSAGE_STATES, type MessageState } from "../domain/message-state.ts";
import { type MessageFilter, TIME_SPANS, type TimeSpan } from "../screens/messages/view.ts";
import { isUuid, queryIn } from "./page-place.ts";

const REASON = /^[a-z0-9_]{1,60}$/;

/** The filter that an address says; what it says wrongly narrows nothing. */
export function messageFilterIn(search: URLSearchParams): MessageFilter {
  const source = search.get("source");
  const reason = search.get("reason");
  return {
    query: queryIn(search),
    sourceId: source !== null && isUuid(source) ? source : null,
    states: [...new Set(search.getAll("state"))].filter(isState),
    reason: reason !== null && REASON.test(reason) ? reason : null,
    span: TIME_SPANS.find((span) => span === search.get("time")) ?? null,
  };
}

/** The address of a filter. */
export function messageSearch(filter: MessageFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (filter.query !== "") search.set("q", filter.query);
  for (const state of filter.states) search.append("state", state);
  if (filter.reason !== null) search.set("reason", filter.reason);
  if (filter.sourceId !== null) search.set("source", filter.sourceId);
  if (filter.span !== null) search.set("time", filter.span satisfies TimeSpan);
  return search;
}

function isState(text: string): text is MessageState {
  return (MESSAGE_STATES as readonly string[]).includes(text);
}
