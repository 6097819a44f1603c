import { tellFlowAgain } from "../adapters/postgres/flow/tell-again.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { type FlowActionParts, type FlowRunAsked, runFlowAction } from "./flow/run-flow-action.ts";
import { type Doing, placeHold, releaseHold } from "./hold-order.ts";
import { lookAgain } from "./look-again.ts";
import { endReview, markForReview } from "./review-order.ts";

export type OrderCommandParts = FlowActionParts;

/** What a person, or a workflow of theirs, does about one order, beside what the sources say of it. */
export function orderCareCommands(parts: OrderCommandParts) {
  const { database, ids, clock } = parts;
  const doing = <T>(by: Actor, work: (doing: Doing) => Promise<T>) =>
    database.forShop(by.shopId, (sql) => work({ sql, ids, clock, by }));
  return {
    lookAgain: (by: Actor, orderRecordId: string) => lookAgain(parts, by, orderRecordId),
    holdOrder: (by: Actor, asked: Parameters<typeof placeHold>[1]) =>
      doing(by, (now) => placeHold(now, asked)),
    releaseOrder: (by: Actor, orderRecordId: string) =>
      doing(by, (now) => releaseHold(now, orderRecordId)),
    markOrder: (by: Actor, asked: Parameters<typeof markForReview>[1]) =>
      doing(by, (now) => markForReview(now, asked)),
    endReview: (by: Actor, orderRecordId: string) =>
      doing(by, (now) => endReview(now, orderRecordId)),
    tellFlowAgain: (by: Actor, eventId: string) => tellFlowAgain(parts, by, eventId),
    runFlowAction: (run: FlowRunAsked) => runFlowAction(parts, run),
  };
}
