import { readChangeHours } from "../adapters/postgres/reconciliation/change-hours.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { hourOf, hoursBetween } from "../domain/history/hour-figures.ts";
import { epochOf, type Instant, instantOf, plusSeconds } from "../domain/instant.ts";
import {
  type ChangeHour,
  lossByHour,
  lossByMilestone,
  sumOfChanges,
} from "../domain/reconciliation/loss.ts";
import type { LossSpan, LossView } from "../screens/reconciliation/view.ts";

const HOUR_SECONDS = 3600;
const DAY_MILLISECONDS = 86_400_000;
const SPAN_HOURS: Readonly<Record<LossSpan, number>> = { day: 24, week: 168, month: 720 };

export interface LossRequest {
  readonly shopId: string;
  /** Null for all sources. */
  readonly sourceId: string | null;
  readonly span: LossSpan;
  readonly now: Instant;
}

/** Where the changes of the span were learnt first; a month is told by days (in UTC). */
export async function readLoss(
  sql: Sql,
  { shopId, sourceId, span, now }: LossRequest,
): Promise<LossView> {
  const last = hourOf(now);
  const from = plusSeconds(last, -(SPAN_HOURS[span] - 1) * HOUR_SECONDS);
  const before = plusSeconds(last, HOUR_SECONDS);
  const by = span === "month" ? "day" : "hour";
  const counts = await readChangeHours(sql, { shopId, sourceId, by }, { from, before });
  return {
    span,
    times: span === "month" ? byDay(counts, from, last) : byHour(counts, from, last),
    milestones: lossByMilestone(counts),
    sources: sourceId === null ? await bySource(sql, shopId, counts) : [],
  };
}

function byHour(counts: readonly ChangeHour[], from: Instant, last: Instant): LossView["times"] {
  return lossByHour(hoursBetween(from, last), counts).map(({ hour, ...figures }) => ({
    at: hour,
    ...figures,
  }));
}

function byDay(counts: readonly ChangeHour[], from: Instant, last: Instant): LossView["times"] {
  const days = Map.groupBy(counts, ({ hour }) => dayOf(hour));
  const first = epochOf(dayOf(from));
  const length = Math.round((epochOf(dayOf(last)) - first) / DAY_MILLISECONDS) + 1;
  return Array.from({ length }, (_, index) => {
    const at = instantOf(first + index * DAY_MILLISECONDS);
    return { at, ...sumOfChanges(days.get(at) ?? []) };
  });
}

function dayOf(hour: Instant): Instant {
  return instantOf(Math.floor(epochOf(hour) / DAY_MILLISECONDS) * DAY_MILLISECONDS);
}

async function bySource(
  sql: Sql,
  shopId: string,
  counts: readonly ChangeHour[],
): Promise<LossView["sources"]> {
  const sources = await sql.query<{ readonly id: string; readonly name: string }>(
    "SELECT id, name FROM source WHERE shop_id = $1 ORDER BY name, id",
    [shopId],
  );
  const each = Map.groupBy(counts, ({ sourceId }) => sourceId);
  return sources.map(({ id, name }) => ({
    sourceId: id,
    name,
    ...sumOfChanges(each.get(id) ?? []),
  }));
}
