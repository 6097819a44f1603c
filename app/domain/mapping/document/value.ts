/** A value of a received document. Numbers that JavaScript would round are kept as their text. */
export type DocumentValue = string | number | boolean | null | DocumentValue[] | DocumentObject;

/** Made without a prototype, so that no name in a payload means anything to JavaScript. */
export interface DocumentObject {
  [name: string]: DocumentValue;
}

/** A received body, read. */
export interface Document {
  readonly root: DocumentValue;
  /** In XML one element looks like a value and two like a list; there a path may take a value for a list of one. */
  readonly valueMayBeList: boolean;
  /** Names that an object held twice; the last value won. */
  readonly duplicates: ReadonlyMap<DocumentObject, ReadonlySet<string>>;
}

export const NO_DUPLICATES: Document["duplicates"] = new Map();

export function isDocumentObject(value: DocumentValue | undefined): value is DocumentObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function emptyObject(): DocumentObject {
  return Object.create(null) as DocumentObject; // Object.create is typed as any
}

/** Why a body cannot be read as a document. */
export interface Unreadable {
  readonly code:
    | "empty_body"
    | "encoding"
    | "json_syntax"
    | "xml_syntax"
    | "xml_doctype_forbidden"
    | "content_type_mismatch"
    | "too_deep"
    | "too_large";
  /** `line:column` from 1, where it is known. */
  readonly at: string | null;
  readonly detail: string;
}

export const MAX_BODY_BYTES = 1024 * 1024;
export const MAX_DEPTH = 64;
export const MAX_NODES = 50_000;
