import { epochOf, instantOf, parseInstant } from "../instant.ts";
import type { Instant } from "../instant.ts";
import type { TimestampFormat, TimestampRule } from "./scheme.ts";
import { findHeader } from "./signed-request.ts";
import type { SignedRequest } from "./signed-request.ts";
import { rejected } from "./verdict.ts";
import type { Rejected } from "./verdict.ts";

/** A signed time: the text that was signed, and what it means. */
export interface SignedTime {
  readonly text: string;
  readonly at: Instant;
}

const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/** Finds and reads the time; `inSignature` is what came beside the signature. */
export function readTimestamp(
  rule: TimestampRule,
  request: SignedRequest,
  inSignature: string | null,
): SignedTime | Rejected {
  const found = rule.from === "signature" ? { value: inSignature } : findHeader(request, rule.name);
  if ("verdict" in found) return found;
  if (found.value === null)
    return rejected("timestamp_invalid", "The signed timestamp is missing.");

  const at = timestampOf(rule.format, found.value);
  return at === null ? unreadable(rule.format, found.value) : { text: found.value, at };
}

/** Null where the time lies within the tolerance of the clock. */
export function checkTolerance(
  time: SignedTime,
  rule: TimestampRule,
  now: Instant,
): Rejected | null {
  const seconds = Math.round((epochOf(now) - epochOf(time.at)) / 1000);
  if (Math.abs(seconds) <= rule.toleranceSeconds) return null;
  const direction = seconds > 0 ? "old" : "ahead";
  return rejected(
    "timestamp_out_of_tolerance",
    `The signature is ${String(Math.abs(seconds))} s ${direction} (allowed: ` +
      `${String(rule.toleranceSeconds)} s); the time here is ${now}.`,
  );
}

let latest: {
  readonly format: TimestampFormat;
  readonly text: string;
  readonly at: Instant | null;
} | null = null;

/** Under load many deliveries in a row were signed in the same second. */
function timestampOf(format: TimestampFormat, text: string): Instant | null {
  if (latest?.text === text && latest.format === format) return latest.at;
  latest = { format, text, at: parseTimestamp(format, text) };
  return latest.at;
}

/** Reads a time in exactly this format; null for anything else. */
function parseTimestamp(format: TimestampFormat, text: string): Instant | null {
  switch (format) {
    case "unix_seconds":
      return /^(?:0|[1-9]\d{0,10})$/.test(text) ? instantOf(Number(text) * 1000) : null;
    case "unix_milliseconds":
      return /^(?:0|[1-9]\d{0,13})$/.test(text) ? instantOf(Number(text)) : null;
    case "iso8601":
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && text.length < 40
        ? parseInstant(text)
        : null;
    case "http_date":
      return HTTP_DATE.test(text) ? instantOrNull(Date.parse(text)) : null;
  }
}

function instantOrNull(epochMilliseconds: number): Instant | null {
  return Number.isNaN(epochMilliseconds) ? null : instantOf(epochMilliseconds);
}

function unreadable(format: TimestampFormat, text: string): Rejected {
  const hint =
    format === "unix_seconds" && /^\d{13}$/.test(text)
      ? " It looks like milliseconds; choose that format if the source sends them."
      : "";
  return rejected(
    "timestamp_invalid",
    `The signed timestamp is not in the format ${format}.${hint}`,
  );
}
