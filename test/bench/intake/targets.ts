import { figureOf } from "./figures.ts";
import type { Figure } from "./figures.ts";
import type { Point } from "./measure.ts";
import type { VariantName } from "./variants.ts";

/** One ratio between variants of the same round, beside what it is to reach. */
export interface Target {
  readonly name: string;
  readonly reached: boolean;
  readonly measured: Figure;
  readonly target: string;
}

interface Aim {
  readonly name: string;
  readonly target: string;
  readonly holds: (median: number) => boolean;
  /** Null where the round has not measured what it takes. */
  readonly of: (round: Round) => number | null;
}

type Round = readonly Point[];

const atLeast = (least: number) => (median: number) => median >= least;
const atMost = (most: number) => (median: number) => median <= most;

const RATE = ({ acceptedPerSecond }: Point): number => acceptedPerSecond;
const CPU = ({ serverMicroseconds }: Point): number => serverMicroseconds;
const P95 = ({ load }: Point): number => load.latencies.p95;

const AIMS: readonly Aim[] = [
  shareOfBare(50),
  shareOfBare(250),
  cpuOfBare(50),
  cpuOfBare(250),
  {
    name: "accepted/s against Remix + Prisma, 250 connections",
    target: "≥ 20×",
    holds: atLeast(20),
    of: ratio(RATE, { of: "handoff", to: "template", connections: 250 }),
  },
  {
    name: "accepted/s against calling upstream first, 50 connections",
    target: "≥ 40×",
    holds: atLeast(40),
    of: ratio(RATE, { of: "handoff", to: "upstream", connections: 50 }),
  },
  {
    name: "p95 in ms, 1000 connections",
    target: "< 200",
    holds: (median) => median < 200,
    of: (round) => valueOf(round, P95, { variant: "handoff", connections: 1000 }),
  },
  {
    name: "p95 lower than Remix + Prisma's, 1000 connections",
    target: "≥ 12×",
    holds: atLeast(12),
    of: ratio(P95, { of: "template", to: "handoff", connections: 1000 }),
  },
  {
    name: "acknowledged and not in the database",
    target: "0",
    holds: atMost(0),
    of: (round) =>
      round
        .filter(({ variant }) => variant === "handoff")
        .reduce((lost, point) => lost + Math.max(0, point.lost ?? 0), 0),
  },
];

/** The ratios of each round, their medians beside the targets of the design. */
export function targetsOf(rounds: readonly Round[]): readonly Target[] {
  return AIMS.flatMap(({ name, target, holds, of }) => {
    const values = rounds.map(of).filter((value) => value !== null);
    if (values.length === 0) return [];
    const measured = figureOf(values);
    return [{ name, target, measured, reached: holds(measured.median) }];
  });
}

function shareOfBare(connections: number): Aim {
  return {
    name: `accepted/s as a share of (a), ${String(connections)} connections`,
    target: "≥ 0.55",
    holds: atLeast(0.55),
    of: ratio(RATE, { of: "handoff", to: "bare", connections }),
  };
}

function cpuOfBare(connections: number): Aim {
  return {
    name: `receiver's CPU a delivery against (a), ${String(connections)} connections`,
    target: "≤ 1.3×",
    holds: atMost(1.3),
    of: ratio(CPU, { of: "handoff", to: "bare", connections }),
  };
}

function ratio(
  value: (point: Point) => number,
  pair: { readonly of: VariantName; readonly to: VariantName; readonly connections: number },
) {
  return (round: Round): number | null => {
    const { connections } = pair;
    const above = valueOf(round, value, { variant: pair.of, connections });
    const below = valueOf(round, value, { variant: pair.to, connections });
    return above === null || below === null || below === 0 ? null : above / below;
  };
}

function valueOf(
  round: Round,
  value: (point: Point) => number,
  wanted: Pick<Point, "variant" | "connections">,
): number | null {
  const point = round.find(
    ({ variant, connections }) => variant === wanted.variant && connections === wanted.connections,
  );
  return point === undefined ? null : value(point);
}
