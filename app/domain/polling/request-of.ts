import type { Instant } from "../instant.ts";
import type { Feed, PollerDefinition } from "./definition/poller-schema.ts";
import type { PlaceValues } from "./definition/template.ts";
import { fillRequest, filled, withQuery } from "./fill-request.ts";
import type { FilledRequest } from "./fill-request.ts";
import { formatMoment } from "./moment-text.ts";
import type { FeedStage, PollState } from "./poll-state.ts";
import type { PollProblem } from "./problem.ts";
import { inputValues, requestBase } from "./session.ts";
import type { Session, EnteredAccess } from "./session.ts";
import { sinceText } from "./watermark.ts";

/** Who asks: the definition with what the merchant entered and the session, if any. */
export interface Asker {
  readonly definition: PollerDefinition;
  readonly access: EnteredAccess;
  readonly session: Session | null;
}

/** The next request of a poll; null where it has none left. */
export function requestOf(
  asker: Asker,
  { stage }: PollState,
): FilledRequest | { readonly problem: PollProblem } | null {
  switch (stage.kind) {
    case "feed": {
      const feed = asker.definition.feeds[stage.feed];
      return feed === undefined ? null : feedRequest(asker, feed, stage);
    }
    case "open": {
      const [ids] = stage.batches;
      return ids === undefined
        ? null
        : openRequest(asker, { ids, id: ids[0] ?? null, limit: ids.length });
    }
    case "lists_done":
    case "done":
      return null;
  }
}

/** Asks by the definition's `openSet`, filled with `values`; null where it has none. */
export function openRequest(
  asker: Asker,
  values: PlaceValues,
): FilledRequest | { readonly problem: PollProblem } | null {
  const { openSet } = asker.definition;
  return openSet === undefined ? null : fill(asker, openSet.request, values);
}

/** A request that depends on nothing but who asks. */
export function plainRequest(
  asker: Asker,
  template: Feed["request"],
): FilledRequest | { readonly problem: PollProblem } {
  return fill(asker, template, {});
}

function feedRequest(asker: Asker, feed: Feed, stage: FeedStage) {
  if (stage.place.url !== null) return pageAt(asker, feed, stage.place.url);
  return fill(asker, feed.request, valuesOf(feed, stage));
}

/** A page whose address the source gave: the headers of the list, and the credentials, go there too. */
function pageAt(asker: Asker, { request }: Feed, address: string): FilledRequest {
  const base = requestBase(asker.definition, asker.access, asker.session);
  return {
    method: "GET",
    url: withQuery(address, base.query),
    headers: {
      accept: "application/json",
      ...base.headers,
      ...filled(request.headers ?? {}, inputValues(asker.access)),
    },
    body: null,
  };
}

function valuesOf({ watermark, paging }: Feed, stage: FeedStage): PlaceValues {
  const { place, limit } = stage;
  const start = paging.kind === "page" ? (paging.start ?? 1) : 0;
  const since = sinceText(watermark, stage.since);
  return {
    since: watermark.kind === "growing_id" ? null : since,
    until:
      stage.until === null || watermark.kind !== "window"
        ? null
        : untilText(watermark, stage.until),
    page: place.page + start,
    offset: place.page * limit,
    limit: paging.kind === "none" ? null : limit,
    cursor: place.cursor,
    last_id: place.cursor ?? (watermark.kind === "growing_id" ? since : null),
  };
}

function untilText(
  watermark: Extract<Feed["watermark"], { kind: "window" }>,
  until: Instant,
): string {
  return formatMoment(until, watermark);
}

function fill(
  asker: Asker,
  template: Feed["request"],
  values: PlaceValues,
): FilledRequest | { readonly problem: PollProblem } {
  const base = requestBase(asker.definition, asker.access, asker.session);
  const request = fillRequest(template, { ...inputValues(asker.access), ...values }, base);
  if (!("missing" in request)) return request;
  const detail = `The address ${request.missing} cannot be filled: a value of it was not entered.`;
  return { problem: { code: "input_missing", detail } };
}
