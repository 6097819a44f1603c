import { readDocument } from "../../domain/mapping/document/read-document.ts";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import { isDocumentObject } from "../../domain/mapping/document/value.ts";
import type { DocumentValue } from "../../domain/mapping/document/value.ts";
import { compilePath } from "../../domain/mapping/language/path.ts";
import type { Selector } from "../../domain/mapping/language/path.ts";

/**
 * The plain value at a path of a body, as text: the source's own id of a
 * message. Null where the path leads nowhere, to several values or to no plain
 * one, or the body cannot be read. Such a message is known by its content.
 */
export function readPath(body: Uint8Array, path: string): string | null {
  const compiled = compilePath(path);
  if (typeof compiled === "string") return null;
  const document = readDocument(body, formatOf(body));
  if (!("root" in document)) return null;
  let value: DocumentValue | undefined = document.root;
  for (const { descends, selectors } of compiled.segments) {
    const [selector] = selectors;
    if (descends || selectors.length !== 1 || selector === undefined) return null;
    value = select(value, selector);
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function select(value: DocumentValue | undefined, selector: Selector): DocumentValue | undefined {
  switch (selector.kind) {
    case "name":
      return isDocumentObject(value) ? value[selector.name] : undefined;
    case "index":
      return Array.isArray(value) ? value.at(selector.index) : undefined;
    case "every":
    case "slice":
    case "filter":
      return undefined;
  }
}

const LESS_THAN = 0x3c;
const BYTE_ORDER_MARK = 0xef;

/** The first sign decides: a mapping that says otherwise finds out when it interprets. */
function formatOf(body: Uint8Array): BodyFormat {
  const start = body[0] === BYTE_ORDER_MARK ? 3 : 0;
  return body[start] === LESS_THAN ? "xml" : "json";
}
