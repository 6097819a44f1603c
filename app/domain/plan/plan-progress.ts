import { NOTHING_TO_DO, stepping, type PlanInput, type PlanPart } from "./plan-part.ts";
import type { ReportProgress } from "./step.ts";

/**
 * Shows "in progress" while the source works on an order of which nothing has
 * shipped. Each fulfillment order is reported once: a merchant may take it back.
 */
export function planProgress({ truth, view, intents }: PlanInput): PlanPart {
  const hasShipped = truth.shipments.some(({ shippedAt }) => shippedAt !== null);
  if (!truth.isProcessing || hasShipped) return NOTHING_TO_DO;
  const done = new Set(
    intents.filter(({ step }) => step.kind === "report_progress").map(({ step }) => step.key),
  );
  const steps = view.fulfillmentOrders
    .filter(
      ({ status, supportedActions: actions }) =>
        status === "OPEN" && actions.includes("REPORT_PROGRESS"),
    )
    .filter(({ id }) => !done.has(id))
    .map(({ id }): ReportProgress => {
      return { kind: "report_progress", key: id, shipmentKey: null, fulfillmentOrderId: id };
    });
  return stepping(...steps);
}
