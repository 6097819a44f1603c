import type { Step, StepAnswer } from "../../../domain/plan/step.ts";
import {
  applyCancelFulfillment,
  applyCreateEvent,
  applyCreateFulfillment,
  applyUpdateTracking,
} from "./apply-to-fulfillment.ts";
import { applyPlaceHold, applyReleaseHold } from "./apply-hold.ts";
import {
  applyOpen,
  applyPreparePickup,
  applyReportProgress,
  applySplit,
} from "./apply-to-fulfillment-order.ts";
import { applyCancelOrder } from "./apply-to-order.ts";
import type { ShopAdmin } from "./read-order.ts";

/** Sends one step once and says what the answer means. */
export function applyStep(shopAdmin: ShopAdmin, step: Step): Promise<StepAnswer> {
  switch (step.kind) {
    case "create_fulfillment":
      return applyCreateFulfillment(shopAdmin, step);
    case "split_fulfillment_order":
      return applySplit(shopAdmin, step);
    case "update_tracking":
      return applyUpdateTracking(shopAdmin, step);
    case "create_event":
      return applyCreateEvent(shopAdmin, step);
    case "cancel_fulfillment":
      return applyCancelFulfillment(shopAdmin, step);
    case "report_progress":
      return applyReportProgress(shopAdmin, step);
    case "open_fulfillment_order":
      return applyOpen(shopAdmin, step);
    case "place_hold":
      return applyPlaceHold(shopAdmin, step);
    case "release_hold":
      return applyReleaseHold(shopAdmin, step);
    case "prepare_pickup":
      return applyPreparePickup(shopAdmin, step);
    case "cancel_order":
      return applyCancelOrder(shopAdmin, step);
  }
}
