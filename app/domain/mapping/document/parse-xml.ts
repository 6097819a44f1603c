import { XMLParser, XMLValidator } from "fast-xml-parser";

import { adoptTree } from "./adopt-tree.ts";
import { isDocumentObject, MAX_DEPTH, NO_DUPLICATES } from "./value.ts";
import type { Document, Unreadable } from "./value.ts";

/** A parser takes about 25 ms for so many; a shipping notice has some hundred. */
const MAX_TAGS = 20_000;

/** Five named entities and numbers are all that XML has without a DOCTYPE; more than this is an attack. */
const MAX_ENTITIES = 20_000;

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#text",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
  processEntities: {
    enabled: true,
    maxTotalExpansions: MAX_ENTITIES,
    maxExpandedLength: MAX_ENTITIES * 4,
  },
});

/**
 * Reads XML into objects: elements by their name without prefix, attributes as
 * `@name`, text beside them as `#text`, repeated elements as lists. Every
 * value stays text.
 *
 * A DOCTYPE is refused before anything is parsed, so that there is no entity
 * to expand and nothing to fetch.
 */
export function parseXml(text: string): Document | Unreadable {
  const refusal = refuse(text) ?? validate(text);
  if (refusal) return refusal;
  try {
    const root = adoptTree(PARSER.parse(text));
    return isDocumentObject(root) && Object.keys(root).length === 1
      ? { root, valueMayBeList: true, duplicates: NO_DUPLICATES }
      : {
          code: "xml_syntax",
          at: null,
          detail: "The XML must have exactly one outermost element.",
        };
  } catch (error) {
    return describe(error instanceof Error ? error.message : String(error));
  }
}

function refuse(text: string): Unreadable | null {
  if (/<!DOCTYPE/i.test(text)) {
    const detail =
      "The XML holds a DOCTYPE, which is never accepted; the sender must leave it out.";
    return { code: "xml_doctype_forbidden", at: null, detail };
  }
  const declaration = /^\s*<\?xml([^>]{0,200})\?>/.exec(text)?.[1] ?? "";
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1] ?? "utf-8";
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding)) {
    const detail = `The XML declares the encoding ${encoding}; only UTF-8 is accepted.`;
    return { code: "encoding", at: null, detail };
  }
  if (/version\s*=\s*["']1\.1["']/.test(declaration) || CONTROL.test(text)) {
    return { code: "xml_syntax", at: null, detail: "The XML holds control characters." };
  }
  if (text.split("<", MAX_TAGS + 1).length > MAX_TAGS) {
    return {
      code: "too_large",
      at: null,
      detail: `The XML holds more than ${String(MAX_TAGS)} tags.`,
    };
  }
  return null;
}

// eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

function validate(text: string): Unreadable | null {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is moving to a package of its own, unchanged
  const result = XMLValidator.validate(text);
  if (result === true) return null;
  const { line, msg } = result.err;
  const column = result.err.col as number | undefined; // left out for some mistakes, against its type
  const at = column === undefined ? null : `${String(line)}:${String(column)}`;
  return {
    code: "xml_syntax",
    at,
    detail: `The XML cannot be read: ${msg} (at ${at ?? "its start"})`,
  };
}

function describe(reason: string): Unreadable {
  return /nested tags exceeded/i.test(reason)
    ? {
        code: "too_deep",
        at: null,
        detail: `The XML is nested more than ${String(MAX_DEPTH)} levels deep.`,
      }
    : { code: "xml_syntax", at: null, detail: `The XML cannot be read: ${reason}` };
}
