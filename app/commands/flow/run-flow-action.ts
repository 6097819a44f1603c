import type { FlowStep } from "../../domain/flow/actions.ts";
import type { FlowAnswer } from "../../domain/flow/answer.ts";
import type { Doing, OrderCareParts } from "../hold-order.ts";
import { placeHold, releaseHold } from "../hold-order.ts";
import { lookAgainNow } from "../look-again.ts";
import { replayMessage, type ReplayParts } from "../replay-message.ts";
import { markForReview } from "../review-order.ts";
import { answerRun, beginRun, knownAnswer } from "./flow-runs.ts";

export type FlowActionParts = OrderCareParts & ReplayParts;

/** A run of an action in one shop. */
export interface FlowRunAsked {
  readonly shopId: string;
  readonly runId: string;
  readonly step: FlowStep;
}

/** Who did what a workflow of the merchant's asked for. */
export const FLOW = "flow";

/**
 * Does what a workflow asks for, once: asked again for the same run, also at
 * the same moment, it gets the same answer. `overloaded` is kept nowhere, so
 * that Flow tries again.
 */
export function runFlowAction(
  parts: FlowActionParts,
  { shopId, runId, step }: FlowRunAsked,
): Promise<FlowAnswer | "overloaded"> {
  const by = { shopId, actor: FLOW };
  if (step.action === "replay-message") return replayOnce(parts, { shopId, runId, step });
  return parts.database.forShop(shopId, async (sql) => {
    const run = { shopId, runId, action: step.action };
    const known = await beginRun(sql, run);
    if (known !== null) return known;
    const { answer, orderRecordId } = await onOrder({ ...parts, sql, by }, step);
    await answerRun(sql, run, { answer, orderRecordId });
    return answer;
  });
}

interface Done {
  readonly answer: FlowAnswer;
  readonly orderRecordId: string | null;
}

const UNKNOWN: Done = {
  answer: { outcome: "refused", code: "order_unknown" },
  orderRecordId: null,
};

async function onOrder(
  doing: Doing,
  step: Exclude<FlowStep, { action: "replay-message" }>,
): Promise<Done> {
  const [row] = await doing.sql.query<{ readonly id: string }>(
    "SELECT id FROM order_record WHERE shop_id = $1 AND order_id = $2",
    [doing.by.shopId, step.orderId],
  );
  if (row === undefined) return UNKNOWN;
  const code = await act(doing, row.id, step);
  return code === "not_found"
    ? UNKNOWN
    : { answer: { outcome: "done", code }, orderRecordId: row.id };
}

async function act(
  doing: Doing,
  orderRecordId: string,
  step: Exclude<FlowStep, { action: "replay-message" }>,
) {
  switch (step.action) {
    case "reconcile-order":
      return (await lookAgainNow(doing, orderRecordId)) ? "looked_again" : "not_found";
    case "place-hold":
      return placeHold(doing, { orderRecordId, reason: step.reason });
    case "release-hold":
      return releaseHold(doing, orderRecordId);
    case "mark-for-review":
      return markForReview(doing, { orderRecordId, note: step.note });
  }
}

/** The inbox knows a replay by the run, so that a crash before the answer is kept makes no second one. */
async function replayOnce(
  parts: FlowActionParts,
  {
    shopId,
    runId,
    step,
  }: FlowRunAsked & { readonly step: Extract<FlowStep, { action: "replay-message" }> },
): Promise<FlowAnswer | "overloaded"> {
  const known = await parts.database.forShop(shopId, (sql) => knownAnswer(sql, shopId, runId));
  if (known !== null) return known;
  const replay = await replayMessage(
    parts,
    { shopId, actor: FLOW },
    { messageId: step.messageId, editedBody: null, once: runId },
  );
  const answer = answerOf(replay.outcome);
  if (answer === "overloaded") return answer;
  return parts.database.forShop(shopId, async (sql) => {
    const run = { shopId, runId, action: step.action };
    const earlier = await beginRun(sql, run);
    if (earlier !== null) return earlier;
    await answerRun(sql, run, { answer, orderRecordId: null });
    return answer;
  });
}

function answerOf(
  outcome: Awaited<ReturnType<typeof replayMessage>>["outcome"],
): FlowAnswer | "overloaded" {
  switch (outcome) {
    case "replayed":
      return { outcome: "done", code: "replayed" };
    case "removed":
      return { outcome: "refused", code: "message_removed" };
    case "not_found":
      return { outcome: "refused", code: "message_unknown" };
    case "overloaded":
      return "overloaded";
  }
}
