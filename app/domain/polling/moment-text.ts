import { readDate } from "../mapping/language/date-format.ts";
import { epochInZone, localEpoch, offsetAt } from "../mapping/language/zone.ts";
import { epochOf, instantOf } from "../instant.ts";
import type { Instant } from "../instant.ts";

/** How a source writes times. */
export interface MomentFormat {
  readonly format: string;
  /** Of times that carry none; UTC where left out. */
  readonly zone?: string | undefined;
}

const LAST_EPOCH = 253_402_300_799_999;

/** Reads a time as the source writes it; null where it is not in this format. */
export function parseMoment(text: string, { format, zone = "UTC" }: MomentFormat): Instant | null {
  const date = readDate(format, text.trim());
  if (date === null) return null;
  const epoch = "epoch" in date ? date.epoch : epochOfDate(date, zone);
  return epoch >= 0 && epoch <= LAST_EPOCH ? instantOf(epoch) : null;
}

function epochOfDate(
  date: Exclude<ReturnType<typeof readDate>, { epoch: number } | null>,
  zone: string,
) {
  return date.offset === null
    ? epochInZone(date.time, zone)
    : localEpoch(date.time) - date.offset * 60_000;
}

/** Writes a time as the source reads it. */
export function formatMoment(instant: Instant, { format, zone = "UTC" }: MomentFormat): string {
  const epoch = epochOf(instant);
  switch (format) {
    case "iso":
      return instant;
    case "iso_basic":
      return `${instant.slice(0, 19).replace(/[-:]/g, "")}Z`;
    case "http":
      return new Date(epoch).toUTCString();
    case "unix_seconds":
      return String(Math.floor(epoch / 1000));
    case "unix_milliseconds":
      return String(epoch);
  }
  return formatPattern(epoch, format, zone);
}

const TOKEN = /yyyy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|S+|a|X|'[^']*'/g;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function formatPattern(epoch: number, format: string, zone: string): string {
  const ahead = offsetAt(epoch, zone);
  const local = new Date(epoch + ahead);
  return format.replace(TOKEN, (token) => {
    if (token.startsWith("'")) return token.slice(1, -1);
    if (token === "X") return offsetText(ahead);
    return partOf(token, local);
  });
}

function partOf(token: string, local: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const half = local.getUTCHours() % 12 === 0 ? 12 : local.getUTCHours() % 12;
  const parts: Readonly<Record<string, string>> = {
    yyyy: String(local.getUTCFullYear()).padStart(4, "0"),
    MMM: MONTHS[local.getUTCMonth()] ?? "",
    MM: two(local.getUTCMonth() + 1),
    M: String(local.getUTCMonth() + 1),
    dd: two(local.getUTCDate()),
    d: String(local.getUTCDate()),
    HH: two(local.getUTCHours()),
    H: String(local.getUTCHours()),
    hh: two(half),
    h: String(half),
    mm: two(local.getUTCMinutes()),
    ss: two(local.getUTCSeconds()),
    a: local.getUTCHours() < 12 ? "AM" : "PM",
  };
  return parts[token] ?? fraction(token, local);
}

/** `S`, `SSS` …: the first digits of the fraction of a second. */
function fraction(token: string, local: Date): string {
  return String(local.getUTCMilliseconds()).padStart(3, "0").padEnd(9, "0").slice(0, token.length);
}

function offsetText(milliseconds: number): string {
  if (milliseconds === 0) return "Z";
  const minutes = Math.abs(milliseconds) / 60_000;
  const two = (value: number) => String(value).padStart(2, "0");
  const sign = milliseconds < 0 ? "-" : "+";
  return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
