import { LOSS_SPANS, type LossSpan } from "../screens/reconciliation/view.ts";

/** The span that an address asks for; a day where it names none that we know. */
export function lossSpanIn(search: URLSearchParams): LossSpan {
  return LOSS_SPANS.find((span) => span === search.get("span")) ?? "day";
}
