import type { ContentKind } from "../ports.ts";

/** A content type, as far as it matters here. */
export interface DeclaredContent {
  /** Null for a type that no endpoint takes by name. */
  readonly kind: Exclude<ContentKind, "any"> | null;
  /** Lower case, `utf8` written as `utf-8`; null where it is not said. */
  readonly charset: string | null;
}

const known = new Map<string, DeclaredContent>();
const MAX_KNOWN = 500;

/** Reads a Content-Type header; types that end in `+json` or `+xml` count as such. Senders use few. */
export function contentKindOf(contentType: string): DeclaredContent {
  const declared = known.get(contentType) ?? readContentType(contentType);
  if (known.size < MAX_KNOWN) known.set(contentType, declared);
  return declared;
}

function readContentType(contentType: string): DeclaredContent {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  return { kind: kindOf(type.trim()), charset: charsetOf(parameters) };
}

function kindOf(type: string): DeclaredContent["kind"] {
  if (type === "application/json" || type === "text/json" || type.endsWith("+json")) return "json";
  if (type === "application/xml" || type === "text/xml" || type.endsWith("+xml")) return "xml";
  return type === "application/x-www-form-urlencoded" ? "form" : null;
}

function charsetOf(parameters: readonly string[]): string | null {
  for (const parameter of parameters) {
    const [name = "", value = ""] = parameter.split("=");
    if (name.trim() !== "charset") continue;
    const charset = value.trim().replaceAll('"', "");
    return charset === "utf8" ? "utf-8" : charset;
  }
  return null;
}
