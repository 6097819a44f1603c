import { epochOf, type Instant } from "../../domain/instant.ts";
import { useHourWords } from "../home/hour-words.ts";
import { useShop } from "../shell/shop-context.tsx";
import type { LossSpan } from "./view.ts";

/** Names of the hours of a chart, or of its days where it shows a month. */
export function useTimeWords(span: LossSpan) {
  const hours = useHourWords();
  const { language } = useShop();
  const locale = language === "en" ? "en-GB" : language;
  // Days are counted in UTC, and named so.
  const day = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" });
  const nameOfDay = (at: Instant) => day.format(epochOf(at));
  return span === "month"
    ? { whole: nameOfDay, tick: nameOfDay }
    : { whole: hours.whole, tick: (at: Instant) => hours.tick(at, span) };
}
