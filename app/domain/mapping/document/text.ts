import { MAX_TEXT } from "../language/limits.ts";
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

/** Whether a candidate found nothing: absent, null, blank text, an empty list or object. A text too long for a value is not looked through. */
export function isBlank(value: DocumentValue): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.length <= MAX_TEXT && value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

const EXCERPT = 80;

/** A short text for messages to people. */
export function excerpt(text: string): string {
  const shown = text.slice(0, EXCERPT).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  return text.length > EXCERPT ? `${shown}…` : shown;
}
