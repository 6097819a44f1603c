import type { ContentKind } from "../ports.ts";
import { contentKindOf } from "./content-kind.ts";
import { headerValues } from "./delivery.ts";
import type { HeaderPair } from "./delivery.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

const SINGLE_HEADERS = ["host", "content-type", "content-encoding"] as const;

export type ContentEncoding = "identity" | "gzip";

/** What the head of a delivery says of its body. */
export interface Head {
  readonly encoding: ContentEncoding;
}

/**
 * Checks what can be checked before a byte of the body is read.
 *
 * @param accepts what the endpoint lets its sender call a body
 */
export function checkHead(
  headers: readonly HeaderPair[],
  accepts: readonly ContentKind[],
): Head | Refusal {
  const doubled = SINGLE_HEADERS.find((name) => headerValues(headers, name).length > 1);
  if (doubled !== undefined) {
    return refusal("duplicate_header", `The header ${doubled} came twice: send it once.`);
  }
  return checkType(headers, accepts) ?? checkEncoding(headers);
}

function checkType(
  headers: readonly HeaderPair[],
  accepts: readonly ContentKind[],
): Refusal | null {
  if (accepts.includes("any")) return null;
  const [type] = headerValues(headers, "content-type");
  if (type === undefined) {
    return refusal(
      "content_type_not_supported",
      `The header Content-Type is missing: ${advice(accepts)}.`,
    );
  }
  const { kind, charset } = contentKindOf(type);
  if (kind === null || !accepts.includes(kind)) {
    return refusal(
      "content_type_not_supported",
      `This content type is not taken here: ${advice(accepts)}.`,
    );
  }
  return charset === null || charset === "utf-8" || charset === "us-ascii"
    ? null
    : refusal("charset_not_supported", "Only UTF-8 is taken here: send charset=utf-8.");
}

const NAMES: Readonly<Record<ContentKind, string>> = {
  json: "application/json",
  xml: "application/xml",
  form: "application/x-www-form-urlencoded",
  any: "any type",
};

function advice(accepts: readonly ContentKind[]): string {
  return `send ${accepts.map((kind) => NAMES[kind]).join(" or ")}`;
}

function checkEncoding(headers: readonly HeaderPair[]): Head | Refusal {
  const [encoding = "identity"] = headerValues(headers, "content-encoding");
  switch (encoding.trim().toLowerCase()) {
    case "":
    case "identity":
      return { encoding: "identity" };
    case "gzip":
    case "x-gzip":
      return { encoding: "gzip" };
  }
  return refusal(
    "content_encoding_not_supported",
    "Send the body uncompressed or with Content-Encoding: gzip, once.",
  );
}
