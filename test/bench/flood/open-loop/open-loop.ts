import { setTimeout as wait } from "node:timers/promises";
import { deliveryPool } from "../../intake/load/delivery-pool.ts";
import type { OpenPlan, OpenResult } from "./plan.ts";
import { scheduleOf } from "./schedule.ts";
import { senders } from "./senders.ts";
import { stageTally } from "./stage-tally.ts";

/** A delivery that could not be sent within this time is given up, and shows as such. */
const PATIENCE_MILLISECONDS = 2_000;
/** What is not answered by then shows as unanswered. */
const ANSWER_MILLISECONDS = 10_000;

/**
 * Sends by the clock alone: what is due is sent, on a free connection or a new
 * one, whether the deliveries before were answered or not. Signs all of them,
 * and answers what has them sent.
 */
export function openLoop(plan: OpenPlan): () => Promise<OpenResult> {
  const schedule = scheduleOf(plan.stages);
  const counts = stageTally(plan.stages, schedule);
  const crew = senders(plan, deliveryPool({ ...plan, signedAhead: schedule.total }), {
    onAnswer(number, answer) {
      counts.answered(number, answer, since());
    },
    onBroken: (number) => counts.broken(number),
    onFree: () => sendDue(),
  });
  let began = 0;
  let next = 0;
  const since = (): number => performance.now() - began;

  function sendDue(): void {
    const due = Math.min(schedule.total, schedule.dueBy(since()));
    while (next < due) {
      const now = since();
      if (now - schedule.dueAt(next) > PATIENCE_MILLISECONDS) counts.givenUp(next);
      else if (crew.send(next)) counts.sent(next, now);
      else break;
      next += 1;
    }
    crew.openFor(due - next);
  }

  return async () => {
    began = performance.now();
    const timer = setInterval(sendDue, 1);
    while (next < schedule.total) await wait(10);
    clearInterval(timer);
    const deadline = since() + ANSWER_MILLISECONDS;
    while (crew.busy > 0 && since() < deadline) await wait(10);
    crew.close();
    return { stages: counts.results(), connections: crew.count };
  };
}
