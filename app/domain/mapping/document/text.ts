import type { DocumentValue } from "./value.ts";

/** A value as text; null for what is no plain value. */
export function plainText(value: DocumentValue): string | null {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
    default:
      return null;
  }
}

/** Whether a candidate found nothing: absent, null, blank text, an empty list or object. */
export function isBlank(value: DocumentValue): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A short text for messages to people. */
export function excerpt(text: string): string {
  const shown = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
}
