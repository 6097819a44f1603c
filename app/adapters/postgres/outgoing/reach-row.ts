import type { Breaker } from "../../../domain/outgoing/breaker.ts";
import { instantIn } from "../row-values.ts";

/** The breaker of a subscriber; null values where it has no row. */
export interface BreakerRow {
  readonly failures: number | null;
  readonly opened_at: Date | null;
  readonly probe_at: Date | null;
  readonly failed_probes: number | null;
  readonly is_probing: boolean | null;
}

/** Columns of a `BreakerRow`, of the `subscriber_reach` called `r`. */
export const BREAKER_COLUMNS = "r.failures, r.opened_at, r.probe_at, r.failed_probes, r.is_probing";

export function toBreaker(row: BreakerRow): Breaker {
  const { opened_at: since, probe_at: probeAt } = row;
  if (since === null || probeAt === null) return { state: "closed", failures: row.failures ?? 0 };
  return {
    state: row.is_probing === true ? "half_open" : "open",
    since: instantIn(since),
    probeAt: instantIn(probeAt),
    failedProbes: row.failed_probes ?? 0,
  };
}

/** Values of the columns, in their order. */
export function breakerValues(breaker: Breaker): readonly (string | number | boolean | null)[] {
  if (breaker.state === "closed") return [breaker.failures, null, null, 0, false];
  const { state, since, probeAt, failedProbes } = breaker;
  return [0, since, probeAt, failedProbes, state === "half_open"];
}
