import { readDocument } from "./document/read-document.ts";
import type { BodyFormat } from "./document/read-document.ts";
import { plainText } from "./document/text.ts";
import { locate } from "./language/located.ts";
import { Reading } from "./language/reading.ts";
import { find } from "./language/scope.ts";

/**
 * The one plain value at a path of a body of any format, such as the message
 * id that a source writes into it; null where it is absent, not one value, or
 * the body cannot be read.
 */
export function readBodyText(body: Uint8Array, path: string): string | null {
  const document = readDocument(body, formatOf(body));
  if (!("root" in document)) return null;
  const reading = new Reading(document);
  const found = findBounded(path, reading);
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  return reading.takeComplaints().length > 0 ? null : plainText(only.value);
}

function findBounded(path: string, reading: Reading) {
  const { root } = reading.document;
  // More than one value is no id, so that a path with lists has no business here.
  return path.includes("*") || path.includes("..") || path.includes("?")
    ? []
    : find(path, locate(root), reading);
}

/** What a body most likely is, by its first character that is not white space. */
export function formatOf(body: Uint8Array): BodyFormat {
  const start = body.find((byte) => byte > 0x20 && byte < 0x80);
  if (start === 0x7b || start === 0x5b) return "json";
  return start === 0x3c ? "xml" : "form";
}
