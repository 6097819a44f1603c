import { countsOfHour, storedHours } from "../adapters/postgres/hour-counts.ts";
import { readAlertSetting } from "../adapters/postgres/alerts/alert-settings.ts";
import { readBacklog } from "../adapters/postgres/backlog-samples.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { readTraffic } from "../adapters/postgres/traffic-hours.ts";
import { type BacklogForecast, forecastBacklog } from "../domain/history/backlog.ts";
import { hourFigures, hourOf, hoursBetween } from "../domain/history/hour-figures.ts";
import { type Instant, plusSeconds } from "../domain/instant.ts";
import { sumOfChanges } from "../domain/reconciliation/loss.ts";
import type { HistorySpan, HistoryView } from "../screens/home/view.ts";
import { readLoss } from "./read-loss.ts";

const HOUR_SECONDS = 3600;
const SPAN_HOURS: Readonly<Record<HistorySpan, number>> = { day: 24, week: 168 };

export interface HistoryRequest {
  readonly shopId: string;
  readonly span: HistorySpan;
  readonly now: Instant;
}

/** The hours of the span: the past ones as they were counted, the one that runs counted now. */
export async function readHistory(
  sql: Sql,
  { shopId, span, now }: HistoryRequest,
): Promise<HistoryView> {
  const current = hourOf(now);
  const from = plusSeconds(current, -(SPAN_HOURS[span] - 1) * HOUR_SECONDS);
  const stored = await storedHours(sql, shopId, { from, before: current });
  const running = await countsOfHour(sql, shopId, current);
  const { times } = await readLoss(sql, { shopId, sourceId: null, span, now });
  return {
    span,
    hours: hourFigures(hoursBetween(from, current), [...stored, ...running]),
    flows: await readTraffic(sql, shopId, { from, now }),
    loss: sumOfChanges(times),
    backlog: await readForecast(sql, shopId, now),
  };
}

/** Tolerable is what the shop said of its waiting orders. */
async function readForecast(
  sql: Sql,
  shopId: string,
  now: Instant,
): Promise<BacklogForecast | null> {
  const { rules } = await readAlertSetting(sql, shopId);
  const tolerableSeconds = rules.orders_waiting.hours * HOUR_SECONDS;
  return forecastBacklog(await readBacklog(sql, shopId, now), { now, tolerableSeconds });
}
