import { offsetMinutes } from "./zone.ts";
import type { LocalTime } from "./zone.ts";

/** What a date text says; `offset` (minutes) is null where it names no zone. */
export interface ReadDate {
  readonly time: LocalTime;
  readonly offset: number | null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Tokens of a format, longest first; each with what it matches. */
const TOKENS = {
  yyyy: String.raw`(?<year>\d{4})`,
  MMM: "(?<monthName>[A-Za-z]{3})[A-Za-z]*",
  MM: String.raw`(?<month>\d\d)`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d\d)`,
  d: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d\d)`,
  H: String.raw`(?<hour>\d{1,2})`,
  hh: String.raw`(?<hour>\d\d)`,
  h: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d\d)`,
  ss: String.raw`(?<second>\d\d)`,
  S: String.raw`(?<fraction>\d{1,9})`,
  a: "(?<half>[AaPp])\\.?[Mm]\\.?",
  X: String.raw`(?<zone>Z|z|[+-]\d\d:?\d\d|UTC|GMT)`,
} as const;
const TOKEN = /yyyy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|S+|a|X|'[^']*'|[^A-Za-z]/y;

const ISO =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,12}))?)?)? ?(?<zone>[Zz]|[+-]\d\d:?\d\d|UTC)?$/;
const ISO_BASIC =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:T?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?)?(?<zone>[Zz]|[+-]\d\d:?\d\d)?$/;
const HTTP =
  /^(?:[A-Za-z]{3}, )?(?<day>\d{1,2}) (?<monthName>[A-Za-z]{3}) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))? (?<zone>GMT|UTC|[+-]\d{4})$/;

const NAMED: Readonly<Record<string, RegExp>> = { iso: ISO, iso_basic: ISO_BASIC, http: HTTP };
const EPOCHS: Readonly<Record<string, number>> = { unix_seconds: 1000, unix_milliseconds: 1 };
const patterns = new Map<string, RegExp | string>();

/** Says why this is no date format; null where it is one. */
export function dateFormatProblem(format: string): string | null {
  if (format in EPOCHS || format in NAMED) return null;
  const pattern = compile(format);
  return typeof pattern === "string" ? pattern : null;
}

/** Reads a text in this format; null where it is not in it or names no real time. */
export function readDate(
  format: string,
  text: string,
): ReadDate | { readonly epoch: number } | null {
  const scale = EPOCHS[format];
  if (scale !== undefined) {
    return /^-?\d{1,14}(?:\.\d{1,9})?$/.test(text)
      ? { epoch: Math.round(Number(text) * scale) }
      : null;
  }
  const pattern = NAMED[format] ?? compile(format);
  const groups = typeof pattern === "string" ? undefined : pattern.exec(text)?.groups;
  return groups ? readGroups(groups) : null;
}

function compile(format: string): RegExp | string {
  const known = patterns.get(format);
  if (known !== undefined) return known;
  const pattern = compileAnew(format);
  if (patterns.size < 1000) patterns.set(format, pattern);
  return pattern;
}

function compileAnew(format: string): RegExp | string {
  if (format.length > 60) return "A date format has at most 60 characters.";
  let source = "";
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < format.length) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(format)?.[0];
    if (token === undefined) {
      return `The date format has an unknown part at "${format.slice(start)}"; use yyyy MM dd HH mm ss S a X.`;
    }
    source += patternOf(token);
  }
  const names = [...source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
  if (new Set(names).size < names.length) return "The date format names the same part twice.";
  const hasDay = names.includes("year") && names.includes("day");
  return hasDay ? new RegExp(`^${source}$`) : "The date format needs year, month and day.";
}

function patternOf(token: string): string {
  if (token in TOKENS) return TOKENS[token as keyof typeof TOKENS]; // just checked
  if (token.startsWith("S")) return TOKENS.S;
  const literal = token.startsWith("'") ? token.slice(1, -1) : token;
  return literal.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

function readGroups(groups: Readonly<Record<string, string | undefined>>): ReadDate | null {
  const number = (name: string) => Number(groups[name] ?? 0);
  const monthName = groups["monthName"]?.toLowerCase();
  const month = monthName === undefined ? number("month") : MONTHS.indexOf(monthName) + 1;
  const hour = hourOf(number("hour"), groups["half"]?.toLowerCase());
  const millisecond = Number((groups["fraction"] ?? "").padEnd(3, "0").slice(0, 3));
  const time = {
    year: number("year"),
    month,
    day: number("day"),
    hour,
    minute: number("minute"),
    second: number("second"),
    millisecond,
  };
  const zone = groups["zone"];
  const offset = zone === undefined ? null : offsetMinutes(zone.replace(/^(?:UTC|GMT)$/, "Z"));
  return isReal(time) ? { time, offset } : null;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

/** 24:00 is midnight at the end of the day, 23:59:60 a leap second; both roll over. */
function isReal({ year, month, day, hour, minute, second }: LocalTime): boolean {
  const days =
    month >= 1 && month <= 12 ? new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() : 0;
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  return day >= 1 && day <= days && (hour < 24 || isEndOfDay) && minute < 60 && second <= 60;
}
