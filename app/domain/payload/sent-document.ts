import { parseJson } from "../mapping/document/parse-json.ts";
import { isDocumentObject } from "../mapping/document/value.ts";
import type {
  Document,
  DocumentObject,
  DocumentValue,
  Unreadable,
} from "../mapping/document/value.ts";

/** A read document on its way to a browser, where it becomes the same document again. */
export interface SentDocument {
  readonly json: string;
  readonly valueMayBeList: boolean;
  /** Where an object holds a name twice: the keys that lead to it, and the names. */
  readonly duplicates: readonly {
    readonly keys: readonly (string | number)[];
    readonly names: readonly string[];
  }[];
}

export function sendDocument({ root, valueMayBeList, duplicates }: Document): SentDocument {
  const found: SentDocument["duplicates"][number][] = [];
  if (duplicates.size > 0) note(root, [], { duplicates, found });
  return { json: JSON.stringify(root), valueMayBeList, duplicates: found };
}

/** Unreadable only where it was not made by `sendDocument`. */
export function receiveDocument(sent: SentDocument): Document | Unreadable {
  const document = parseJson(sent.json);
  if (!("root" in document)) return document;
  const duplicates = new Map<DocumentObject, ReadonlySet<string>>();
  for (const { keys, names } of sent.duplicates) {
    const object = valueAt(document.root, keys);
    if (isDocumentObject(object)) duplicates.set(object, new Set(names));
  }
  return { root: document.root, valueMayBeList: sent.valueMayBeList, duplicates };
}

/** Undefined where the keys lead nowhere. */
export function valueAt(
  root: DocumentValue,
  keys: readonly (string | number)[],
): DocumentValue | undefined {
  let value: DocumentValue | undefined = root;
  for (const key of keys) {
    if (Array.isArray(value)) value = typeof key === "number" ? value[key] : undefined;
    else if (isDocumentObject(value)) value = value[key];
    else return undefined;
  }
  return value;
}

function note(
  value: DocumentValue,
  keys: readonly (string | number)[],
  noting: {
    readonly duplicates: Document["duplicates"];
    readonly found: SentDocument["duplicates"][number][];
  },
): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) note(item, [...keys, index], noting);
    return;
  }
  const names = noting.duplicates.get(value);
  if (names !== undefined) noting.found.push({ keys, names: [...names] });
  for (const [name, member] of Object.entries(value)) note(member, [...keys, name], noting);
}
