import { readDate } from "../language/date-format.ts";

/** Formats that systems write, the surer ones first; day-first before month-first, as most of the world has it. */
export const DATE_FORMATS = [
  "iso",
  "unix_seconds",
  "unix_milliseconds",
  "http",
  "iso_basic",
  "dd.MM.yyyy HH:mm:ss",
  "dd.MM.yyyy HH:mm",
  "dd.MM.yyyy",
  "yyyy/MM/dd HH:mm:ss",
  "dd/MM/yyyy HH:mm:ss",
  "dd/MM/yyyy HH:mm",
  "dd/MM/yyyy",
  "MM/dd/yyyy HH:mm:ss",
  "M/d/yyyy h:mm:ss a",
  "M/d/yyyy h:mm a",
  "MM/dd/yyyy",
  "d MMM yyyy HH:mm:ss",
  "MMM d, yyyy h:mm a",
] as const;

/** The format in which a text is most likely written; null where none fits. */
export function guessDateFormat(text: string): string | null {
  const value = text.trim();
  if (/^\d{10}(?:\.\d+)?$/.test(value)) return "unix_seconds";
  if (/^\d{13}$/.test(value)) return "unix_milliseconds";
  return (
    DATE_FORMATS.find((format) => !format.startsWith("unix") && readDate(format, value) !== null) ??
    null
  );
}
