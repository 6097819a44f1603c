import { decodeUtf8 } from "./document/decode-utf8.ts";
import { readDocument } from "./document/read-document.ts";
import type { BodyFormat } from "./document/read-document.ts";
import { scanJson } from "./document/scan-json.ts";
import { plainText } from "./document/text.ts";
import { locate } from "./language/located.ts";
import { compilePath } from "./language/path.ts";
import { Reading } from "./language/reading.ts";
import { find } from "./language/scope.ts";

/**
 * The one plain value at a path of a body of any format, such as the message
 * id that a source writes into it; null where it is absent, not one value, or
 * the body cannot be read.
 */
export function readBodyText(body: Uint8Array, path: string): string | null {
  const names = body.length > READ_WHOLE_BYTES ? namesOf(path) : null;
  if (names !== null && formatOf(body) === "json") return scanBody(body, names);
  const document = readDocument(body, formatOf(body));
  if (!("root" in document)) return null;
  const reading = new Reading(document);
  const found = findBounded(path, reading);
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  return reading.takeComplaints().length > 0 ? null : plainText(only.value);
}

/** Larger bodies would hold up the receiver for the sake of one value. */
const READ_WHOLE_BYTES = 16 * 1024;

function namesOf(path: string): readonly string[] | null {
  const compiled = compilePath(path);
  return typeof compiled === "string" ? null : compiled.names;
}

function scanBody(body: Uint8Array, names: readonly string[]): string | null {
  const text = decodeUtf8(body);
  return typeof text === "string" ? scanJson(text, names) : null;
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
