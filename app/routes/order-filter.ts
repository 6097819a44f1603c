import { MILESTONES } from "../domain/milestone.ts";
import { BLOCKS, type BlockCode } from "../domain/plan/block.ts";
import { AGREEMENTS, CARE_KINDS, type OrderFilter, WAITING_SPANS } from "../screens/orders/view.ts";
import { ZONES } from "../domain/zone.ts";
import { named } from "./message-filter.ts";
import { isUuid, queryIn } from "./page-place.ts";

/** The filter that an address says; what it says wrongly narrows nothing. */
export function orderFilterIn(search: URLSearchParams): OrderFilter {
  const source = search.get("source");
  const block = search.get("block");
  return {
    query: queryIn(search),
    agreement: AGREEMENTS.find((agreement) => agreement === search.get("agreement")) ?? null,
    block: block !== null && isBlockCode(block) ? block : null,
    sourceId: source !== null && isUuid(source) ? source : null,
    milestone: MILESTONES.find((milestone) => milestone === search.get("milestone")) ?? null,
    waiting: WAITING_SPANS.find((span) => span === search.get("waiting")) ?? null,
    care: CARE_KINDS.find((kind) => kind === search.get("care")) ?? null,
    zone: ZONES.find((zone) => zone === search.get("zone")) ?? null,
  };
}

/** The address of a filter. */
export function orderSearch(filter: OrderFilter): URLSearchParams {
  const { query, agreement, block, sourceId, milestone, waiting, care, zone } = filter;
  return new URLSearchParams([
    ...named("q", query === "" ? null : query),
    ...named("agreement", agreement),
    ...named("block", block),
    ...named("source", sourceId),
    ...named("milestone", milestone),
    ...named("waiting", waiting),
    ...named("care", care),
    ...named("zone", zone),
  ]);
}

function isBlockCode(text: string): text is BlockCode {
  return Object.hasOwn(BLOCKS, text);
}
