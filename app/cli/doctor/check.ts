/** `unknown`: it cannot be told from here; whoever reads it is told where to look. */
export const CHECK_STATES = ["ok", "warn", "fail", "unknown"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** One thing that was looked at. */
export interface Check {
  /** What it is about: `database`, a shop, a source. */
  readonly area: string;
  readonly name: string;
  readonly state: CheckState;
  /** What was seen, with figures. */
  readonly seen: string;
  /** What to do; null where there is nothing. */
  readonly todo: string | null;
}

/** Makes the checks of one area. */
export function checksOf(area: string) {
  const make =
    (state: CheckState) =>
    (name: string, seen: string, todo: string | null = null): Check => ({
      area,
      name,
      state,
      seen,
      todo,
    });
  return { ok: make("ok"), warn: make("warn"), fail: make("fail"), unknown: make("unknown") };
}

export function inWords(checks: readonly Check[]): string {
  const areas = Map.groupBy(checks, ({ area }) => area);
  const lines = [...areas].flatMap(([area, ofArea]) => ["", area, ...ofArea.flatMap(linesOf)]);
  const counts = CHECK_STATES.map((state) => `${String(countOf(checks, state))} ${state}`);
  return [...lines.slice(1), "", counts.join(", "), ""].join("\n");
}

export function countOf(checks: readonly Check[], state: CheckState): number {
  return checks.filter((check) => check.state === state).length;
}

function linesOf({ name, state, seen, todo }: Check): readonly string[] {
  const line = `  ${state.padEnd(8)}${name}: ${seen}`;
  return todo === null ? [line] : [line, `          → ${todo}`];
}
