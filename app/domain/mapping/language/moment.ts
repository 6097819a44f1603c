import { instantOf } from "../../instant.ts";
import type { Instant } from "../../instant.ts";
import { excerpt } from "../document/text.ts";
import { readDate } from "./date-format.ts";
import type { ReadDate } from "./date-format.ts";
import type { Scope } from "./scope.ts";
import { epochInZone, localEpoch } from "./zone.ts";

/** The last millisecond of the year 9999. */
const LAST_EPOCH = 253_402_300_799_999;

interface DateReading {
  readonly formats: readonly string[];
  readonly zone?: string | undefined;
}

/** Reads a time by the first format that fits; complains and gives nothing where none does. */
export function readMoment(
  text: string,
  { formats, zone }: DateReading,
  scope: Scope,
): readonly Instant[] {
  for (const format of formats) {
    const date = readDate(format, text.trim());
    if (date === null) continue;
    const epoch = "epoch" in date ? date.epoch : epochOfDate(date, zone ?? scope.zone);
    if (epoch === null) {
      scope.reading.complain(
        "zone_missing",
        `The time "${excerpt(text)}" names no time zone; set the zone in the mapping.`,
      );
      return [];
    }
    if (epoch >= 0 && epoch <= LAST_EPOCH) return [instantOf(epoch)];
  }
  scope.reading.complain(
    "timestamp_invalid",
    `The time "${excerpt(text)}" is not in the format ${formats.join(" or ")}${hint(text)}; change the format in the mapping.`,
  );
  return [];
}

function epochOfDate({ time, offset }: ReadDate, zone: string | null): number | null {
  if (offset !== null) return localEpoch(time) - offset * 60_000;
  return zone === null ? null : epochInZone(time, zone);
}

function hint(text: string): string {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return " (it looks like unix_seconds)";
  if (/^\d{13}$/.test(text)) return " (it looks like unix_milliseconds)";
  return "";
}
