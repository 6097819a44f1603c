import { needsPerson, type Block, type BlockCode } from "../domain/plan/block.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { StepAnswer } from "../domain/plan/step.ts";
import type { LaneEnd, OrderSearch } from "./ports.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds to the next look at an order that Shopify does not know: it may be created, or be indexed, later. */
const NOT_FOUND_SECONDS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
/** Seconds to the next look while Shopify answers nothing: once it is back, no order waits long. */
const UNREACHABLE_SECONDS = 15;
/** Seconds to the next look at an order that Shopify shows otherwise than it answers. */
const MOVED_SECONDS = [0, 1, 2, 4, 8, 16, 32, MINUTE, 2 * MINUTE, 5 * MINUTE];

/** The end of a plan without steps. */
export function endOfPlan(
  { blocks }: Plan,
  { attempts, auditSeconds }: { readonly attempts: number; readonly auditSeconds: number | null },
): LaneEnd {
  if (blocks.length === 0) return { kind: "agreed", auditSeconds };
  const waits = blocks.map((block) => blockSeconds(block, attempts));
  return { kind: "blocked", blocks, retrySeconds: Math.min(...waits) };
}

/** The end of a look that did not find the order. */
export function unlocated(
  search: Exclude<OrderSearch, { outcome: "found" }>,
  attempts: number,
): LaneEnd {
  switch (search.outcome) {
    case "not_found":
      return wholeOrder(
        "order_not_found",
        "Shopify has no such order yet, or the app may not read orders older than 60 days.",
        at(NOT_FOUND_SECONDS, attempts),
      );
    case "ambiguous":
      return wholeOrder(
        "ambiguous_order",
        `Several orders have this name (${search.names.join(", ")}). Map the order's id instead.`,
        DAY,
      );
    case "throttled":
    case "parked":
      return unreadable(search, attempts);
    case "unreachable":
      return wholeOrder("shopify_unreachable", search.reason, UNREACHABLE_SECONDS);
  }
}

/** The end of a call that was not carried out, or that nobody knows of. */
export function unreadable(
  answer: Extract<StepAnswer, { outcome: "throttled" | "parked" | "unknown" | "moved" }>,
  attempts: number,
): LaneEnd {
  switch (answer.outcome) {
    case "throttled":
      return {
        kind: "again",
        retrySeconds: answer.retryAfterMilliseconds / 1000,
        cause: "look",
      };
    case "moved":
      return { kind: "again", retrySeconds: at(MOVED_SECONDS, attempts), cause: "look" };
    case "unknown":
      return wholeOrder("shopify_unreachable", answer.reason, UNREACHABLE_SECONDS);
    case "parked":
      return wholeOrder("shop_parked", answer.reason, HOUR);
  }
}

function wholeOrder(code: BlockCode, detail: string, retrySeconds: number): LaneEnd {
  return { kind: "blocked", blocks: [{ code, shipmentKeys: null, detail }], retrySeconds };
}

/** A person's block is looked at again daily; the webhooks of Shopify and the sources wake it before. */
function blockSeconds(block: Block, attempts: number): number {
  if (needsPerson(block)) return DAY;
  return block.code === "quiet_period" || block.code === "order_cancelling"
    ? MINUTE / 2
    : at(NOT_FOUND_SECONDS, attempts);
}

function at(schedule: readonly number[], attempts: number): number {
  return schedule[Math.min(attempts, schedule.length - 1)] ?? DAY;
}
