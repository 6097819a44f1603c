import { epochOf, type Instant } from "../../domain/instant.ts";
import { useShop } from "../shell/shop-context.tsx";
import type { HistorySpan } from "./view.ts";

export interface HourWords {
  /** `Sat 21 Nov, 14:00`; to the minute. */
  readonly whole: (hour: Instant) => string;
  /** What stands under the chart: the hour of a day, or the day of a week. */
  readonly tick: (hour: Instant, span: HistorySpan) => string;
}

/** Names of hours in the shop's zone. */
export function useHourWords(): HourWords {
  const { language, timeZone } = useShop();
  const locale = language === "en" ? "en-GB" : language;
  const write = (hour: Instant, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", ...style }).format(epochOf(hour));
  return {
    whole: (hour) =>
      write(hour, {
        weekday: "short",
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
      }),
    tick: (hour, span) =>
      span === "day"
        ? write(hour, { hour: "2-digit", minute: "2-digit" })
        : write(hour, { weekday: "short", day: "numeric" }),
  };
}
