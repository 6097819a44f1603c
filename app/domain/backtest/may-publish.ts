import { canonicalJson } from "../canonical-json.ts";
import { checkMappingFile } from "../mapping/mapping-file.ts";
import type { BacktestParameters, BacktestSummary } from "../run/backtest.ts";
import type { RunState } from "../run/run.ts";
import { DIFFERENCE_KINDS, type DifferenceKind, isRegression } from "./difference.ts";
import type { MappingContent } from "./read-both.ts";

/** The newest backtest of a source. */
export interface LastBacktest {
  readonly state: RunState;
  readonly parameters: Pick<BacktestParameters, "live" | "draft">;
  /** Null before its first slice. */
  readonly summary: Pick<BacktestSummary, "differences"> | null;
}

export interface PublishQuestion {
  /** In force now; null where none is. */
  readonly live: (MappingContent & { readonly id: string }) | null;
  readonly candidate: MappingContent;
  /** Whether the source has sent anything yet. */
  readonly hasMessages: boolean;
  readonly backtest: LastBacktest | null;
}

/** Whether a mapping may go live, and what is in the way. */
export type MayPublish =
  /** It changes nothing. */
  | { readonly verdict: "same" }
  /** It lacks what every mapping needs. */
  | { readonly verdict: "unfinished" }
  | {
      readonly verdict: "ready";
      readonly because: "nothing_received" | "only_added" | "backtested";
    }
  | { readonly verdict: "regressions"; readonly kinds: readonly DifferenceKind[] }
  | { readonly verdict: "backtest_needed"; readonly because: BacktestNeed };

export type BacktestNeed = "none" | "running" | "ended_early" | "draft_changed" | "live_changed";

/**
 * A change goes live only after it was run over what the source really sent.
 * Without messages there is nothing to run it over, and a status that nobody
 * had mapped before changes nothing that works.
 */
export function mayPublish(question: PublishQuestion): MayPublish {
  const { live, candidate, hasMessages, backtest } = question;
  const { mapping, statusMap } = candidate;
  if ("problems" in checkMappingFile({ mapping, statusMap })) return { verdict: "unfinished" };
  if (live !== null && isSame(live, candidate)) return { verdict: "same" };
  if (!hasMessages) return { verdict: "ready", because: "nothing_received" };
  if (live !== null && onlyAddsStatuses(live, candidate)) {
    return { verdict: "ready", because: "only_added" };
  }
  const need = needOf(question);
  if (need !== null) return { verdict: "backtest_needed", because: need };
  const kinds = regressionsIn(backtest?.summary ?? null);
  return kinds.length === 0
    ? { verdict: "ready", because: "backtested" }
    : { verdict: "regressions", kinds };
}

function needOf({ live, candidate, backtest }: PublishQuestion): BacktestNeed | null {
  if (backtest === null) return "none";
  const { parameters, state } = backtest;
  if (!isSame(parameters.draft, candidate)) return "draft_changed";
  if ((parameters.live?.id ?? null) !== (live?.id ?? null)) return "live_changed";
  switch (state) {
    case "queued":
    case "running":
      return "running";
    case "cancelled":
    case "failed":
      return "ended_early";
    case "done":
      return null;
  }
}

function regressionsIn(summary: LastBacktest["summary"]): readonly DifferenceKind[] {
  const differences = summary?.differences ?? {};
  return DIFFERENCE_KINDS.filter((kind) => isRegression(kind) && (differences[kind] ?? 0) > 0);
}

/** Equal fields and equal statuses, whatever order a database keeps their members in. */
export function isSame(a: MappingContent, b: MappingContent): boolean {
  return contentText(a) === contentText(b);
}

function contentText({ mapping, statusMap }: MappingContent): string {
  return canonicalJson({ mapping, statusMap });
}

/** The same fields, and every status that was mapped means what it meant. */
export function onlyAddsStatuses(live: MappingContent, candidate: MappingContent): boolean {
  return (
    canonicalJson(live.mapping) === canonicalJson(candidate.mapping) &&
    Object.entries(live.statusMap).every(
      ([status, meaning]) => candidate.statusMap[status] === meaning,
    )
  );
}
