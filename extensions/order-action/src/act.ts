import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";
import { ask } from "../../shared/admin/ask.ts";

export type Act = "look" | "replay";

type Agreement = StaffStatus["agreement"];

export type Failure = (typeof FAILURES)[number] | "slow" | "stopped" | "other";

/** How far an act is; `replayed` is null where nothing is replayed. */
export type Progress =
  | { readonly kind: "working"; readonly replayed: { done: number; total: number } | null }
  | {
      readonly kind: "done";
      readonly agreement: Agreement;
      readonly replayed: number | null;
      /** What became of asking the merchant's systems; empty where none was asked. */
      readonly asked: StaffStatus["asked"];
    }
  | { readonly kind: "failed"; readonly why: Failure };

type Tell = (progress: Progress) => void;

const FAILURES = ["order_unknown", "nothing_to_replay", "too_many_messages"] as const;
const LOOK_MILLISECONDS = 1000;
/** A minute; what takes longer goes on without being watched. */
const LOOKS = 60;

/** Has Handoff look at an order or replay its messages, and tells how it goes until it is done. */
export async function act(orderNumber: string, what: Act, tell: Tell): Promise<void> {
  const replayed = what === "look" ? null : { done: 0, total: 0 };
  tell({ kind: "working", replayed });
  const path = what === "look" ? "look-again" : "replay";
  const begun = await ask<{ readonly runId?: string }>(`orders/${orderNumber}/${path}`, "POST");
  if (begun.kind === "refused") {
    tell({ kind: "failed", why: FAILURES.find((code) => code === begun.code) ?? "other" });
    return;
  }
  const count = begun.value.runId === undefined ? null : await watchRun(begun.value.runId, tell);
  if (typeof count === "string") tell({ kind: "failed", why: count });
  else tell(await settled(orderNumber, count));
}

interface Run {
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
}

/** How many messages were replayed, once all are. */
async function watchRun(runId: string, tell: Tell): Promise<number | "slow" | "stopped"> {
  for (let look = 0; look < LOOKS; look += 1) {
    const run = await ask<Run>(`runs/${runId}`);
    if (run.kind === "ok") {
      const { state, done, total } = run.value;
      if (state === "done") return done;
      if (state === "failed" || state === "cancelled") return "stopped";
      tell({ kind: "working", replayed: { done, total: total ?? done } });
    }
    await pause();
  }
  return "slow";
}

/** How the order stands when nothing is under way for it any more. */
async function settled(orderNumber: string, replayed: number | null): Promise<Progress> {
  for (let look = 0; look < LOOKS; look += 1) {
    const status = await ask<StaffStatus>(`orders/${orderNumber}`);
    if (status.kind === "ok" && !status.value.isLooking) {
      const { agreement, asked } = status.value;
      return { kind: "done", agreement, replayed, asked: replayed === null ? asked : [] };
    }
    await pause();
  }
  return { kind: "failed", why: "slow" };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LOOK_MILLISECONDS);
  });
}
