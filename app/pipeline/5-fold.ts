import { fold } from "../domain/order-record/fold.ts";
import type { FoldedUpdate, FoldUpdates } from "./ports.ts";

/** Folds a message's updates of one order, in the order of the payload. */
export const foldUpdates: FoldUpdates = (record, updates) => {
  let current = record;
  const folded = updates.map((update): FoldedUpdate => {
    const { record: next, shipmentKey, decision } = fold(current, update);
    current = next;
    return { update, shipmentKey, decision };
  });
  return { record: current, folded };
};
