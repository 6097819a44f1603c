import type { MappingProblem } from "./mapping/problem.ts";
import type { MessageState, StateReason } from "./message-state.ts";

/** One address of a thin webhook, as it stands. */
export interface FetchPart {
  readonly state: "open" | "fetched" | "empty" | "failed";
  /** Why it is not fetched yet, or could not be; null where nothing is to be told. */
  readonly reason: StateReason | null;
}

/** Where a thin webhook stands. */
export interface ThinWebhookState {
  readonly state: Extract<MessageState, "waiting" | "quarantined" | "unchanged">;
  readonly reason: StateReason;
}

/** Where a thin webhook stands, from all its fetches; at least one. What it led to is told by the messages fetched. */
export function thinWebhookState(
  parts: readonly FetchPart[],
  problems: readonly MappingProblem[],
): ThinWebhookState {
  const open = parts.filter(({ state }) => state === "open");
  const failed = parts.find(({ state }) => state === "failed");
  if (open.length > 0) return { state: "waiting", reason: waitReason(open, parts.length) };
  if (failed !== undefined) return { state: "quarantined", reason: failureOf(parts, failed) };
  const problem = problems.find(({ severity }) => severity === "error");
  if (problem !== undefined) {
    return { state: "quarantined", reason: { code: problem.code, detail: problem.detail } };
  }
  return { state: "unchanged", reason: fetchedReason(parts) };
}

function waitReason(open: readonly FetchPart[], all: number): StateReason {
  const told = open.find(({ reason }) => reason !== null)?.reason;
  if (told != null) return told;
  const what = all === 1 ? "what it points to" : `the ${String(all)} addresses that it points to`;
  return { code: "fetching", detail: `Handoff is fetching ${what} from the source.` };
}

function failureOf(parts: readonly FetchPart[], { reason }: FetchPart): StateReason {
  const { code = "fetch_failed", detail = "" } = reason ?? {};
  const count = parts.filter(({ state }) => state === "failed").length;
  const which = parts.length === 1 ? "" : `${String(count)} of ${String(parts.length)}: `;
  return { code, detail: `${which}${detail}` };
}

function fetchedReason(parts: readonly FetchPart[]): StateReason {
  return parts.every(({ state }) => state === "empty")
    ? { code: "fetched_nothing", detail: "The source had nothing at what this message points to." }
    : {
        code: "fetched",
        detail: "Handoff fetched what it points to; what came of that is told there.",
      };
}
