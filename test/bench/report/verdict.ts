/** One thing that has to hold. */
export interface Verdict {
  readonly name: string;
  /** With its unit, as a person reads it. */
  readonly measured: string;
  readonly target: string;
  readonly reached: boolean;
}

/** Bars that are compared with each other. */
export interface Chart {
  readonly title: string;
  /** Of the values. */
  readonly unit: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  /** Bars of one group stand together. */
  readonly group: string;
  readonly name: string;
  readonly value: number;
}

/** What every part of the bench answers, beside its own figures. */
export interface Judged {
  readonly part: string;
  readonly verdicts: readonly Verdict[];
  readonly charts?: readonly Chart[];
}

/** Reached where it is at most the limit. */
export function atMost(
  name: string,
  value: number,
  { limit, unit = "", digits = 0 }: Aim,
): Verdict {
  const target = `≤ ${String(limit)}${unit}`;
  return { name, measured: `${value.toFixed(digits)}${unit}`, target, reached: value <= limit };
}

/** Reached where it is at least the limit. */
export function atLeast(
  name: string,
  value: number,
  { limit, unit = "", digits = 0 }: Aim,
): Verdict {
  const target = `≥ ${String(limit)}${unit}`;
  return { name, measured: `${value.toFixed(digits)}${unit}`, target, reached: value >= limit };
}

/** Reached where it is less than the limit. */
export function below(name: string, value: number, { limit, unit = "", digits = 0 }: Aim): Verdict {
  const target = `< ${String(limit)}${unit}`;
  return { name, measured: `${value.toFixed(digits)}${unit}`, target, reached: value < limit };
}

/** Reached where there is none. */
export function none(name: string, count: number): Verdict {
  return { name, measured: String(count), target: "0", reached: count === 0 };
}

interface Aim {
  readonly limit: number;
  /** As it stands behind the number, with its blank. */
  readonly unit?: string;
  readonly digits?: number;
}

export function allReached(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ reached }) => reached);
}
