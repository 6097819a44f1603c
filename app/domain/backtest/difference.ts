import { canonicalJson } from "../canonical-json.ts";
import { hasTracking, sameNumbers } from "../storefront/fulfillments.ts";
import type { OrderOutcome, ShippedParcel } from "./outcome.ts";

/**
 * In what an order would come out otherwise. A regression was good and would
 * be so no longer: a person has to accept it by name before it may go live.
 */
export const DIFFERENCES = {
  newly_fails: "regression",
  would_not_ship: "regression",
  other_shipments: "regression",
  lost_tracking: "regression",
  would_cancel: "regression",
  would_mail_again: "regression",
  would_mail: "change",
  would_not_mail: "change",
  other_tracking: "change",
  other_lines: "change",
  other_status: "change",
  would_ship: "improvement",
  no_longer_fails: "improvement",
} as const satisfies Record<string, "regression" | "change" | "improvement">;

export type DifferenceKind = keyof typeof DIFFERENCES;

export const DIFFERENCE_KINDS = Object.keys(DIFFERENCES) as readonly DifferenceKind[]; // its own names

export function isRegression(kind: DifferenceKind): boolean {
  return DIFFERENCES[kind] === "regression";
}

export function isDifferenceKind(text: string): text is DifferenceKind {
  return Object.hasOwn(DIFFERENCES, text);
}

/** In what the draft's outcome of an order differs from the live one. */
export function compareOutcomes(
  live: OrderOutcome,
  draft: OrderOutcome,
): readonly DifferenceKind[] {
  const goods = compareGoods(live.shipped, draft.shipped);
  const isCancelled = draft.isCancelled && !live.isCancelled;
  const hasOtherStatus = goods.length === 0 && !isCancelled && isOtherStatus(live, draft);
  return [
    ...goods,
    ...(isCancelled ? ["would_cancel" as const] : []),
    ...(hasOtherStatus ? ["other_status" as const] : []),
    ...compareMails(live.mails.length, draft.mails.length),
  ];
}

type Parcels = readonly ShippedParcel[];

function compareGoods(live: Parcels, draft: Parcels): readonly DifferenceKind[] {
  if (live.length === 0) return draft.length === 0 ? [] : ["would_ship"];
  if (draft.length === 0) return ["would_not_ship"];
  if (live.length !== draft.length) return ["other_shipments"];
  return [...compareTracking(live, draft), ...compareLines(live, draft)];
}

function compareTracking(live: Parcels, draft: Parcels): readonly DifferenceKind[] {
  const [before, after] = [allTracking(live), allTracking(draft)];
  if (hasTracking(before) && !hasTracking(after)) return ["lost_tracking"];
  const isSame = sameNumbers(before, after) && told(before) === told(after);
  return isSame ? [] : ["other_tracking"];
}

function allTracking(parcels: Parcels) {
  return parcels.flatMap(({ tracking }) => tracking);
}

/** Carriers and links count too, in any order of the parcels. */
function told(tracking: ReturnType<typeof allTracking>): string {
  return tracking.map(canonicalJson).sort().join();
}

function compareLines(live: Parcels, draft: Parcels): readonly DifferenceKind[] {
  const contents = (parcels: Parcels) =>
    parcels
      .map(({ lines, location }) => canonicalJson({ lines, location }))
      .sort()
      .join();
  return contents(live) === contents(draft) ? [] : ["other_lines"];
}

function isOtherStatus(live: OrderOutcome, draft: OrderOutcome): boolean {
  const statuses = ({ shipped }: OrderOutcome) => shipped.map(({ milestone }) => milestone ?? "");
  return (
    live.milestone !== draft.milestone ||
    live.isCancelled !== draft.isCancelled ||
    statuses(live).sort().join() !== statuses(draft).sort().join()
  );
}

function compareMails(live: number, draft: number): readonly DifferenceKind[] {
  if (draft === live) return [];
  if (draft < live) return ["would_not_mail"];
  return [live === 0 ? "would_mail" : "would_mail_again"];
}
