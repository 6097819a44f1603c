import { addressesOf } from "../bench/screens/addresses.ts";
import type { SeededStage } from "../seed/seeded-stage.ts";

/** A screen in one of the states that people meet it in. */
export interface Place {
  /** `messages-empty` */
  readonly name: string;
  readonly url: string;
  /** Pixels. */
  readonly width: number;
}

/** Which states a tour goes through. */
export type TourState = "filled" | "narrow" | "german" | "empty" | "error";

const WIDE = 1280;
/** A phone held upright. */
const NARROW = 390;

/** Addresses of the bench that show each screen once. */
const FILLED = [
  "home",
  "sources",
  "connect a source",
  "source",
  "status map",
  "mapping editor",
  "versions",
  "publish",
  "endpoint",
  "API access",
  "polling",
  "message queue",
  "diagnosis",
  "diagnosis, healed",
  "diagnosis of orders",
  "reconciliations",
  "reconciliation",
  "run",
  "messages",
  "messages, by order",
  "messages, nothing found",
  "message",
  "message, old",
  "message, stuck",
  "edit a message",
  "orders",
  "orders, needs a person",
  "order",
  "order, as it was",
  "order, blocked",
  "alerts",
  "settings",
  "subscribers",
  "add a subscriber",
  "subscriber",
  "subscriber, failed",
  "change a subscriber",
  "audit log",
] as const;

const EMPTY = {
  home: "/",
  sources: "/sources",
  messages: "/messages",
  orders: "/orders",
  alerts: "/alerts",
  diagnosis: "/diagnosis",
  reconciliation: "/reconciliation",
  settings: "/settings",
  subscribers: "/settings/subscribers",
  "audit-log": "/settings/audit",
} as const;

const ABSENT = "00000000-0000-7000-8000-000000000000";

const ERRORS = {
  "message-absent": `/messages/${ABSENT}`,
  "order-absent": `/orders/${ABSENT}`,
  "source-absent": `/sources/${ABSENT}`,
  "run-absent": `/runs/${ABSENT}`,
  "reconciliation-absent": `/reconciliation/${ABSENT}`,
  "unknown-address": "/nothing/here",
} as const;

/** Every screen in each of these states. */
export async function placesOf(
  stage: SeededStage,
  states: readonly TourState[],
): Promise<readonly Place[]> {
  const addresses = await addressesOf(stage);
  const filled = (state: TourState, width: number, mark = ""): readonly Place[] =>
    FILLED.map((name) => {
      const path = addresses.find((address) => address.name === name)?.path ?? "/";
      const tail = mark === "" ? "" : `${path.includes("?") ? "&" : "?"}${mark}`;
      return { name: `${slug(name)}-${state}`, url: `${stage.adminUrl}${path}${tail}`, width };
    });
  const fixed = (paths: Readonly<Record<string, string>>, base: string, state: TourState) =>
    Object.entries(paths).map(([name, path]): Place => {
      return { name: `${name}-${state}`, url: `${base}${path}`, width: WIDE };
    });
  const all: Readonly<Record<TourState, readonly Place[]>> = {
    filled: filled("filled", WIDE),
    narrow: filled("narrow", NARROW),
    german: filled("german", WIDE, "locale=de"),
    empty: fixed(EMPTY, stage.emptyAdminUrl, "empty"),
    error: fixed(ERRORS, stage.adminUrl, "error"),
  };
  return states.flatMap((state) => all[state]);
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
}
