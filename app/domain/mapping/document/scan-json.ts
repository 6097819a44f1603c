import { readString } from "./json-string.ts";
import { losslessNumber } from "./lossless-number.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * The text or number at the end of a path of names, found without building the
 * document: for large bodies of which one value is wanted. Null where it is
 * not there, no plain value, or where one of the names comes twice.
 *
 * What stands behind the value is skipped and not judged, so a body that is no
 * JSON further on still has its id.
 */
export function scanJson(text: string, names: readonly string[]): string | null {
  let at = skipSpace(text, 0);
  for (const name of names) {
    const found = memberOf(text, at, name);
    if (found === null) return null;
    at = found;
  }
  return plainAt(text, at);
}

/** Where the value of a member begins; null where the object has none of this name, or two. */
function memberOf(text: string, start: number, name: string): number | null {
  if (text[start] !== "{") return null;
  let found: number | null = null;
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const key = readString(text, at);
    at = skipSpace(text, key.end);
    if (key.value === null || text[at] !== ":") return null;
    at = skipSpace(text, at + 1);
    if (key.value === name) {
      if (found !== null) return null;
      found = at;
    }
    at = skipSpace(text, skipValue(text, at));
    if (text[at] !== ",") return found;
    at = skipSpace(text, at + 1);
  }
  return found;
}

/** Behind a value, whatever it is; at the end of the text where it is not closed. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at) - 1;
        if (depth === 0) return at + 1;
        break;
      case "{":
      case "[":
        depth += 1;
        break;
      case "}":
      case "]":
        depth -= 1;
        if (depth === 0) return at + 1;
        if (depth < 0) return at;
        break;
      case ",":
        if (depth === 0) return at;
    }
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** As the whole reading has it. */
function plainAt(text: string, at: number): string | null {
  if (text.charCodeAt(at) === QUOTE) return readString(text, at).value;
  if (text.startsWith("true", at)) return "true";
  if (text.startsWith("false", at)) return "false";
  NUMBER.lastIndex = at;
  const source = NUMBER.exec(text)?.[0];
  return source === undefined ? null : String(losslessNumber(source));
}

function skipSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}
