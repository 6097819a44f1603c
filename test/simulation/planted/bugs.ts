import type { Step } from "../../../app/domain/plan/step.ts";
import { answers, intents, settlements, steps, together, views, work } from "./disturbances.ts";
import {
  asState,
  byArrival,
  byTracking,
  cached,
  instead,
  longAgo,
  resendingEvents,
  retrying,
  withoutSplit,
} from "./mistakes.ts";
import type { PlantedBug } from "./planted-bug.ts";

const REFUSED = { outcome: "refused", message: "5xx" } as const;

/** Each has to be caught by the same histories and the same oracle that the product passes. */
export const PLANTED_BUGS: readonly [PlantedBug, ...PlantedBug[]] = [
  {
    name: "no lease token and no plan version, with a lease shorter than a call",
    leaseSeconds: 1,
    book: { ignoresLease: true, ignoresPlanVersion: true },
  },
  { name: "a crashed worker's lease never ends", book: { neverRescues: true } },
  { name: "the time of arrival counts", misread: byArrival },
  { name: "shipments are told apart by their tracking number", misread: byTracking },
  { name: "no polling", isPolled: false },
  { name: "retry on 5xx", disturb: retrying },
  {
    name: "no read-back: an unknown answer counts as not executed",
    disturb: settlements(asState("unknown", "planned")),
  },
  {
    name: "an unknown answer counts as done",
    disturb: settlements(asState("unknown", "confirmed")),
  },
  { name: "intents are forgotten", disturb: work((known) => ({ ...known, intents: [] })) },
  { name: "reads come from a cache", disturb: cached },
  {
    name: "THROTTLED counts as done",
    disturb: answers(instead("throttled", { outcome: "done", resultId: null })),
  },
  {
    name: "401 counts as refused",
    disturb: answers(instead("parked", { outcome: "refused", message: "401" })),
  },
  { name: "every create notifies", disturb: steps(notifying) },
  { name: "an event of unknown outcome is sent again unread", disturb: resendingEvents },
  {
    name: "no quiet time where nothing can be split",
    disturb: together(views(withoutSplit), intents(longAgo)),
  },
  { name: "a cancellation does not wait for an open create", disturb: intents(longAgo) },
  { name: "tracking updates are sent empty", disturb: steps(withoutTracking) },
  { name: "5xx counts as refused", disturb: answers(instead("unknown", REFUSED)) },
];

function notifying(step: Step): Step {
  return step.kind === "create_fulfillment" ? { ...step, notifyCustomer: true } : step;
}

function withoutTracking(step: Step): Step {
  return step.kind === "update_tracking" ? { ...step, tracking: [] } : step;
}
