import type { Step, StepAnswer } from "../../../app/domain/plan/step.ts";
import type { OrderSearch, Storefront } from "../../../app/pipeline/ports.ts";
import type { Chance } from "../chance.ts";
import type { Schedule } from "../schedule.ts";
import type { ModelOrder } from "../shop/model-order.ts";
import { execute } from "../shop/mutations.ts";
import { viewOf } from "../shop/view.ts";
import { faultOf, type Fault } from "./faults.ts";

const TIMEOUT = 30_000;

export interface FaultyWorld {
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly order: ModelOrder;
  /** Called when something in Shopify changed: its webhooks, which are lost too. */
  readonly changed: () => void;
  /** From 0 to 1. */
  readonly faultProbability: () => number;
}

/** The storefront as a worker meets it: slow, throttled, failing, and executing what it was sent long after it was given up. */
export function faultyStorefront(world: FaultyWorld): Storefront {
  const read = async (): Promise<OrderSearch> => {
    await world.schedule.delay(world.chance.between(20, 400));
    if (world.chance.bool(world.faultProbability() / 2)) {
      return { outcome: "unreachable", reason: "HTTP 502" };
    }
    return { outcome: "found", order: viewOf(world.order, world.schedule.now()) };
  };
  return {
    find: read,
    read,
    apply: async (_shopId, step) => {
      const fault = faultOf(world.chance, world.faultProbability());
      await world.schedule.delay(world.chance.between(50, 2_000));
      return fault === null ? commit(world, step) : fail(world, step, fault);
    },
  };
}

function commit(world: FaultyWorld, step: Step): StepAnswer {
  const answer = execute(world.order, step, world.schedule.now());
  if (answer.outcome === "done" && world.chance.bool(0.7)) world.changed();
  return answer;
}

async function fail(world: FaultyWorld, step: Step, fault: Fault): Promise<StepAnswer> {
  switch (fault) {
    case "throttled":
      return { outcome: "throttled", retryAfterMilliseconds: world.chance.between(100, 4_000) };
    case "unauthorized":
      return { outcome: "parked", reason: "HTTP 401" };
    case "refused_connection":
    case "error_before_commit":
      return { outcome: "unknown", reason: fault };
    case "error_after_commit":
      commit(world, step);
      return { outcome: "unknown", reason: fault };
    case "timeout_after_commit":
      commit(world, step);
      await world.schedule.delay(TIMEOUT);
      return { outcome: "unknown", reason: fault };
    case "late_commit":
      world.schedule.after(world.chance.between(1_000, 4 * 60_000), () => commit(world, step));
      await world.schedule.delay(world.chance.pick([200, TIMEOUT]));
      return { outcome: "unknown", reason: fault };
  }
}
