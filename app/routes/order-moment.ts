import { parseInstant, plusSeconds } from "../domain/instant.ts";
import { LEDGER_CLOCKS, type LedgerMoment } from "../domain/ledger/past.ts";
import { endOfMinute } from "../domain/local-time.ts";

const MILLISECOND = 0.001;
/** Of years that a database and a calendar know. */
const MINUTE_OR_INSTANT =
  /^(?:19[7-9]\d|2\d{3})-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?$/i;

/**
 * The moment that an address asks an order to be shown at: an instant, or a
 * minute on the shop's clock, which counts whole. Null where it asks for none,
 * `wrong` where it holds no time.
 */
export function momentIn(search: URLSearchParams, timeZone: string): LedgerMoment | "wrong" | null {
  const text = search.get("as-of")?.trim() ?? "";
  if (text === "") return null;
  if (!MINUTE_OR_INSTANT.test(text)) return "wrong";
  const end = endOfMinute(text, timeZone);
  const at = parseInstant(text) ?? (end === null ? null : plusSeconds(end, -MILLISECOND));
  if (at === null) return "wrong";
  const by = LEDGER_CLOCKS.find((known) => known === search.get("by")) ?? "known";
  return { at, by };
}
