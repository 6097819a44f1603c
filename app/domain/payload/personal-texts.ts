import { plainText } from "../mapping/document/text.ts";
import { isDocumentObject } from "../mapping/document/value.ts";
import type { Document, DocumentValue } from "../mapping/document/value.ts";
import { isPersonal } from "./personal-data.ts";

/** Every value of a document that `hidePersonalData` would hide. */
export function personalTexts({ root }: Document): readonly string[] {
  return [...textsIn(root, [])];
}

/** The same of headers or a query. */
export function personalPairTexts(
  pairs: readonly (readonly [name: string, value: string])[],
): readonly string[] {
  return pairs.filter(([name, value]) => isPersonal([name], value)).map(([, value]) => value);
}

function* textsIn(value: DocumentValue, names: readonly string[]): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* textsIn(item, names);
  } else if (isDocumentObject(value)) {
    for (const [name, member] of Object.entries(value)) yield* textsIn(member, [...names, name]);
  } else {
    const text = plainText(value);
    if (text !== null && text !== "" && isPersonal(names, text)) yield text;
  }
}
