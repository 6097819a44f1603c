import type { Latencies, LoadResult } from "./plan.ts";
import type { Answer } from "./connection.ts";

/** Counts what was sent and answered. */
export interface Tally {
  sent(): void;
  answered(answer: Answer, milliseconds: number): void;
  broken(): void;
  /** From here on it counts; what was accepted before stays known. */
  begin(): void;
  result(seconds: number): LoadResult;
}

interface Counts {
  sent: number;
  answered: number;
  accepted: number;
  withoutRetryAfter: number;
  broken: number;
  readonly statuses: Map<number, number>;
  readonly accepts: number[];
  readonly refusals: number[];
}

export function tally(): Tally {
  let counts = nothing();
  let acceptedInAll = 0;
  return {
    sent() {
      counts.sent += 1;
    },
    answered({ status, hasRetryAfter }, milliseconds) {
      counts.answered += 1;
      counts.statuses.set(status, (counts.statuses.get(status) ?? 0) + 1);
      if (status >= 200 && status < 300) {
        counts.accepted += 1;
        acceptedInAll += 1;
        counts.accepts.push(milliseconds);
        return;
      }
      counts.refusals.push(milliseconds);
      if (!hasRetryAfter && (status === 429 || status === 503)) counts.withoutRetryAfter += 1;
    },
    broken() {
      counts.broken += 1;
    },
    begin() {
      counts = nothing();
    },
    result(seconds) {
      const { accepts, refusals, statuses, ...numbers } = counts;
      return {
        ...numbers,
        seconds,
        acceptedInAll,
        statuses: Object.fromEntries(statuses),
        latencies: latenciesOf(accepts),
        refusals: latenciesOf(refusals),
      };
    },
  };
}

function nothing(): Counts {
  return {
    sent: 0,
    answered: 0,
    accepted: 0,
    withoutRetryAfter: 0,
    broken: 0,
    statuses: new Map(),
    accepts: [],
    refusals: [],
  };
}

export function latenciesOf(milliseconds: readonly number[]): Latencies {
  const sorted = Float64Array.from(milliseconds).sort();
  const at = (share: number): number => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return Math.round(value * 10) / 10;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
