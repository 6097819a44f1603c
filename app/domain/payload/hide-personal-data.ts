import { plainText } from "../mapping/document/text.ts";
import { emptyObject, isDocumentObject } from "../mapping/document/value.ts";
import type { Document, DocumentObject, DocumentValue } from "../mapping/document/value.ts";
import { HIDDEN, isPersonal } from "./personal-data.ts";

/** The document with every value that is likely to be about a person replaced by `HIDDEN`. */
export function hidePersonalData(document: Document): Document {
  const duplicates = new Map<DocumentObject, ReadonlySet<string>>();
  const root = hide(document.root, [], { document, duplicates });
  return { ...document, root, duplicates };
}

/** Names and values of headers or a query, personal ones hidden. */
export function hidePersonalPairs(
  pairs: readonly (readonly [name: string, value: string])[],
): readonly (readonly [name: string, value: string])[] {
  return pairs.map(([name, value]) => [name, isPersonal([name], value) ? HIDDEN : value]);
}

interface Hiding {
  readonly document: Document;
  readonly duplicates: Map<DocumentObject, ReadonlySet<string>>;
}

function hide(value: DocumentValue, names: readonly string[], hiding: Hiding): DocumentValue {
  if (Array.isArray(value)) return value.map((item) => hide(item, names, hiding));
  if (isDocumentObject(value)) return hideMembers(value, names, hiding);
  const text = plainText(value);
  return text !== null && text !== "" && isPersonal(names, text) ? HIDDEN : value;
}

function hideMembers(
  object: DocumentObject,
  names: readonly string[],
  hiding: Hiding,
): DocumentObject {
  const copy = emptyObject();
  for (const [name, value] of Object.entries(object)) {
    copy[name] = hide(value, [...names, name], hiding);
  }
  const twice = hiding.document.duplicates.get(object);
  if (twice !== undefined) hiding.duplicates.set(copy, twice);
  return copy;
}
