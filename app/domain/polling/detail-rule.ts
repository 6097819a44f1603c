import type { Feed, OpenSet, PollerDefinition } from "./definition/poller-schema.ts";

/** Of records that nobody says when they are ended. */
export const NEVER_ENDED: OpenSet["ended"] = { path: "$", equals: [] };

/** A feed's detail, read like an open record: one record at its own place. Null where the feed has none. */
export function detailRule({ openSet }: PollerDefinition, feed: Feed): OpenSet | null {
  const { detail, name } = feed;
  if (detail === undefined) return null;
  return {
    ended: NEVER_ENDED,
    ...(openSet?.feed === name ? openSet : {}),
    feed: name,
    request: detail.request,
    path: detail.path ?? "$",
    batch: 1,
  };
}
