import type { Point } from "./measure.ts";
import type { VariantName } from "./variants.ts";

/** Of several rounds. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** All rounds of one variant under so many connections. */
export interface Summary {
  readonly variant: VariantName;
  readonly connections: number;
  readonly acceptedPerSecond: Figure;
  readonly serverMicroseconds: Figure;
  readonly postgresMicroseconds: Figure | null;
  readonly p50Milliseconds: Figure;
  readonly p95Milliseconds: Figure;
  readonly p99Milliseconds: Figure;
  /** Answers that were no 2xx, and connections that broke. */
  readonly failures: number;
  readonly lost: number | null;
}

export function summaryOf(points: readonly Point[]): Summary {
  const [first] = points;
  if (first === undefined) throw new RangeError("no point to sum up");
  const figure = (of: (point: Point) => number): Figure => figureOf(points.map(of));
  const postgres = points.map(({ postgresMicroseconds }) => postgresMicroseconds);
  return {
    variant: first.variant,
    connections: first.connections,
    acceptedPerSecond: figure((point) => point.acceptedPerSecond),
    serverMicroseconds: figure((point) => point.serverMicroseconds),
    postgresMicroseconds: postgres.includes(null)
      ? null
      : figure((point) => point.postgresMicroseconds ?? 0),
    p50Milliseconds: figure(({ load }) => load.latencies.p50),
    p95Milliseconds: figure(({ load }) => load.latencies.p95),
    p99Milliseconds: figure(({ load }) => load.latencies.p99),
    failures: sum(points.map(({ load }) => load.answered - load.accepted + load.broken)),
    lost: first.lost === null ? null : sum(points.map(({ lost }) => Math.max(0, lost ?? 0))),
  };
}

export function figureOf(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { median: round(median), least: round(sorted[0] ?? 0), most: round(sorted.at(-1) ?? 0) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
