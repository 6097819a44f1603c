import { decodeUtf8 } from "./decode-utf8.ts";
import { parseForm } from "./parse-form.ts";
import { parseJson } from "./parse-json.ts";
import { parseXml } from "./parse-xml.ts";
import { MAX_BODY_BYTES } from "./value.ts";
import type { Document, Unreadable } from "./value.ts";

export type BodyFormat = "json" | "xml" | "form";

/** Reads a body as the format that the mapping says; never guesses another one. */
export function readDocument(body: Uint8Array, format: BodyFormat): Document | Unreadable {
  if (body.length > MAX_BODY_BYTES) {
    return { code: "too_large", at: null, detail: "The body is larger than 1 MB." };
  }
  const text = decodeUtf8(body);
  if (typeof text !== "string") return text;
  const start = text.trimStart().slice(0, 1);
  if (start === "") return { code: "empty_body", at: null, detail: "The body is empty." };
  switch (format) {
    case "json":
      return start === "<" ? mismatch("XML or HTML", "JSON") : parseJson(text);
    case "xml":
      return start === "{" || start === "[" ? mismatch("JSON", "XML") : parseXml(text);
    case "form":
      return start === "{" || start === "<" ? mismatch("no form", "a form") : parseForm(text);
  }
}

function mismatch(found: string, expected: string): Unreadable {
  return {
    code: "content_type_mismatch",
    at: "1:1",
    detail: `The body is ${found}, but the mapping expects ${expected}; change the mapping's format or the sender's.`,
  };
}
