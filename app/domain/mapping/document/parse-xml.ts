import { NO_DUPLICATES } from "./value.ts";
import type { Document, Unreadable } from "./value.ts";
import { XmlReader, XmlStop } from "./xml-reader.ts";

/**
 * Reads XML into objects: elements by their name without prefix, attributes as
 * `@name`, text beside them as `#text`, repeated elements as lists. Every
 * value stays text.
 *
 * A DOCTYPE is refused before anything is parsed, so that there is no entity
 * to expand and nothing to fetch.
 */
export function parseXml(text: string): Document | Unreadable {
  const refusal = refuse(text);
  if (refusal) return refusal;
  try {
    const root = new XmlReader(text).read();
    return { root, valueMayBeList: true, duplicates: NO_DUPLICATES };
  } catch (error) {
    if (error instanceof XmlStop) return { code: error.code, at: error.at, detail: error.message };
    throw error;
  }
}

/** Written names and numbers of characters; each costs more than a character. */
const MAX_REFERENCES = 20_000;

// eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

function refuse(text: string): Unreadable | null {
  if (/<!DOCTYPE/i.test(text)) {
    const detail =
      "The XML holds a DOCTYPE, which is never accepted; the sender must leave it out.";
    return { code: "xml_doctype_forbidden", at: null, detail };
  }
  const declaration = /^\s{0,100}<\?xml([^>]{0,200})\?>/.exec(text)?.[1] ?? "";
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1] ?? "utf-8";
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding)) {
    const detail = `The XML declares the encoding ${encoding}; only UTF-8 is accepted.`;
    return { code: "encoding", at: null, detail };
  }
  if (/version\s*=\s*["']1\.1["']/.test(declaration) || FORBIDDEN.test(text)) {
    return {
      code: "xml_syntax",
      at: null,
      detail: "The XML holds control characters, or is XML 1.1.",
    };
  }
  if (text.split("&", MAX_REFERENCES + 2).length > MAX_REFERENCES + 1) {
    const detail = `The XML holds more than ${String(MAX_REFERENCES)} references (such as &amp;).`;
    return { code: "too_large", at: null, detail };
  }
  return null;
}
