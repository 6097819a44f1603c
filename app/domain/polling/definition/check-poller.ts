import { z } from "zod";

import { pollerSchema } from "./poller-schema.ts";
import type { PollerDefinition } from "./poller-schema.ts";
import type { EventLog } from "./source-log-schema.ts";
import { ORDER_PLACES, placesIn } from "./template.ts";

const MAX_LENGTH = 100_000;

/** What is wrong with a definition, and where in its JSON. */
export interface PollerFault {
  /** Such as `feeds[0].request.url`; empty for the document as a whole. */
  readonly at: string;
  readonly detail: string;
}

export type CheckedPoller =
  { readonly definition: PollerDefinition } | { readonly problems: readonly PollerFault[] };

/** Accepts a definition that is well-formed and whose parts fit together. */
export function checkPoller(value: unknown): CheckedPoller {
  if (!isOfBoundedSize(value)) {
    const detail = `A poller definition is JSON of at most ${String(MAX_LENGTH)} characters.`;
    return { problems: [{ at: "", detail }] };
  }
  const parsed = pollerSchema.safeParse(value);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({
        at: z.core.toDotPath(path),
        detail: message,
      })),
    };
  }
  const problems = [
    ...inputFaults(parsed.data),
    ...feedFaults(parsed.data),
    ...singleFaults(parsed.data),
    ...logFaults(parsed.data.eventLog),
  ];
  return problems.length === 0 ? { definition: parsed.data } : { problems };
}

/** The JSON Schema of a definition, for editors and for people. */
export function pollerJsonSchema(): object {
  return {
    title: "Handoff poller",
    ...z.toJSONSchema(pollerSchema, { io: "input", reused: "inline" }),
  };
}

/** A name in braces that nobody can enter would leave a hole in the request. */
function inputFaults(definition: PollerDefinition): readonly PollerFault[] {
  const { inputs = [], ...rest } = definition;
  const names = new Set(inputs.map(({ name }) => `input.${name}`));
  const used = new Set(placesIn(JSON.stringify(rest)).filter((name) => name.startsWith("input.")));
  const doubled = inputs.length > names.size;
  const faults = [...used]
    .filter((name) => !names.has(name))
    .map((name) => ({ at: "inputs", detail: `{${name}} is used, and no input has this name.` }));
  return doubled ? [...faults, { at: "inputs", detail: "Two inputs have the same name." }] : faults;
}

function feedFaults({ feeds, openSet }: PollerDefinition): readonly PollerFault[] {
  const faults = feeds.flatMap((feed, index) => faultsOfFeed(feed, `feeds[${String(index)}]`));
  const names = feeds.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    faults.push({ at: "feeds", detail: "Two feeds have the same name." });
  }
  if (openSet === undefined) return faults;
  const feed = feeds.find(({ name }) => name === openSet.feed);
  if (feed === undefined) {
    faults.push({ at: "openSet.feed", detail: `No feed is called ${openSet.feed}.` });
  } else if (feed.records.id === undefined) {
    const detail =
      "To read records again the feed must say where a record has its id: set records.id.";
    faults.push({ at: "openSet.feed", detail });
  }
  const places = placesIn(JSON.stringify(openSet.request));
  if (!places.includes("id") && !places.includes("ids")) {
    faults.push({ at: "openSet.request", detail: "The request must ask by {id} or {ids}." });
  }
  return faults;
}

function singleFaults({ single, feeds }: PollerDefinition): readonly PollerFault[] {
  if (single === undefined) return [];
  const faults: PollerFault[] = [];
  if (!feeds.some(({ name }) => name === single.feed)) {
    faults.push({ at: "single.feed", detail: `No feed is called ${single.feed}.` });
  }
  const places = placesIn(JSON.stringify(single.request));
  if (!ORDER_PLACES.some((place) => places.includes(place))) {
    const detail =
      "The request must name the order: by {order_name}, {order_number}, {shopify_id}, {tracking} or {id}.";
    faults.push({ at: "single.request", detail });
  }
  return faults;
}

function logFaults(log: EventLog | undefined): readonly PollerFault[] {
  if (log === undefined) return [];
  const { request, paging, watermark } = log;
  if (watermark.kind === "growing_id") {
    const detail = "An event log is read by time: use updated_since, window or none.";
    return [{ at: "eventLog.watermark.kind", detail }];
  }
  return missingPlaces({ request, paging, watermark }, "eventLog");
}

function missingPlaces(
  { request, paging, watermark }: Pick<PollerDefinition["feeds"][number], Asking>,
  at: string,
): PollerFault[] {
  const places = placesIn(JSON.stringify(request));
  return [...neededByPaging(paging.kind), ...neededByWatermark(watermark.kind)]
    .filter((name) => !places.includes(name))
    .map((name) => ({
      at: `${at}.request`,
      detail: `The request must hold {${name}}: its paging or its watermark needs it.`,
    }));
}

type Asking = "request" | "paging" | "watermark";

function faultsOfFeed(feed: PollerDefinition["feeds"][number], at: string): PollerFault[] {
  const faults = missingPlaces(feed, at);
  if (feed.detail !== undefined && feed.records.id === undefined) {
    faults.push({
      at: `${at}.records.id`,
      detail: "Details are asked for by id: say where it is.",
    });
  }
  if (feed.detail !== undefined && !placesIn(JSON.stringify(feed.detail.request)).includes("id")) {
    faults.push({ at: `${at}.detail.request`, detail: "The request must ask by {id}." });
  }
  return faults;
}

function neededByPaging(
  kind: PollerDefinition["feeds"][number]["paging"]["kind"],
): readonly string[] {
  switch (kind) {
    case "page":
      return ["page"];
    case "offset":
      return ["offset"];
    case "cursor":
      return ["cursor"];
    case "last_id":
      return ["last_id"];
    case "none":
    case "link_header":
    case "next_url":
      return [];
  }
}

function neededByWatermark(
  kind: PollerDefinition["feeds"][number]["watermark"]["kind"],
): readonly string[] {
  switch (kind) {
    case "updated_since":
      return ["since"];
    case "window":
      return ["since", "until"];
    case "growing_id":
      return ["last_id"];
    case "none":
      return [];
  }
}

function isOfBoundedSize(value: unknown): boolean {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === "string" && text.length <= MAX_LENGTH;
  } catch {
    return false;
  }
}
