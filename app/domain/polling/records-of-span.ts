import type { Feed } from "./definition/poller-schema.ts";
import type { PollSpan } from "./poll-state.ts";
import type { PolledRecord } from "./read-records.ts";

/**
 * The records that are wanted: where a span of the past is read, those that did
 * not change after it. A source is asked for what changed since a moment, and
 * tells of all that came later too; one that does not say when it changed stays.
 */
export function recordsOfSpan(
  { watermark }: Feed,
  span: PollSpan | null,
  records: readonly PolledRecord[],
): readonly PolledRecord[] {
  if (span === null || watermark.kind !== "updated_since") return records;
  return records.filter(({ rank }) => rank === null || rank <= span.to);
}
