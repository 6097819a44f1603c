import {
  MESSAGE_STATES,
  MESSAGE_VIAS,
  type MessageState,
  type MessageVia,
} from "../domain/message-state.ts";
import { isLocalMinute } from "../domain/local-time.ts";
import { MESSAGE_ZONES } from "../domain/zone.ts";
import { type MessageFilter, type ReceivedFilter, TIME_SPANS } from "../screens/messages/view.ts";
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
    zone: MESSAGE_ZONES.find((zone) => zone === search.get("zone")) ?? null,
    reason: reason !== null && REASON.test(reason) ? reason : null,
    vias: [...new Set(search.getAll("via"))].filter(isVia),
    received: receivedIn(search),
  };
}

function receivedIn(search: URLSearchParams): ReceivedFilter | null {
  const span = TIME_SPANS.find((known) => known === search.get("time"));
  if (span !== undefined) return { kind: "span", span };
  const [from, to] = [minuteIn(search, "from"), minuteIn(search, "to")];
  return from === null && to === null ? null : { kind: "between", from, to };
}

function minuteIn(search: URLSearchParams, name: string): string | null {
  const text = search.get(name);
  return text !== null && isLocalMinute(text) ? text : null;
}

/** The address of a filter. */
export function messageSearch(filter: MessageFilter): URLSearchParams {
  const { query, states, zone, reason, sourceId, vias, received } = filter;
  return new URLSearchParams([
    ...named("q", query === "" ? null : query),
    ...states.map((state): [string, string] => ["state", state]),
    ...named("zone", zone),
    ...named("reason", reason),
    ...named("source", sourceId),
    ...vias.map((via): [string, string] => ["via", via]),
    ...receivedSearch(received),
  ]);
}

function receivedSearch(received: ReceivedFilter | null): readonly [string, string][] {
  switch (received?.kind) {
    case undefined:
      return [];
    case "span":
      return named("time", received.span);
    case "between":
      return [...named("from", received.from), ...named("to", received.to)];
  }
}

/** The pair of an address; none for null. */
export function named(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}

function isState(text: string): text is MessageState {
  return (MESSAGE_STATES as readonly string[]).includes(text);
}

function isVia(text: string): text is MessageVia {
  return (MESSAGE_VIAS as readonly string[]).includes(text);
}
