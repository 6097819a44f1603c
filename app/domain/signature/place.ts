import type { SignaturePlace, SignatureSyntax } from "./scheme.ts";
import { findHeader, findQuery } from "./signed-request.ts";
import type { SignedRequest } from "./signed-request.ts";
import { rejected } from "./verdict.ts";
import type { Rejected } from "./verdict.ts";

/** A sender that rotates sends two; more than this is an attack on our time. */
const MAX_SIGNATURES = 5;
const MAX_LENGTH = 8192;

/** The texts that may be the signature, and the time that came in the same place. */
interface Claimed {
  readonly signatures: readonly string[];
  readonly timestamp: string | null;
}

/** Reads the place of the signature, without yet decoding it. */
export function readPlace(place: SignaturePlace, request: SignedRequest): Claimed | Rejected {
  const found =
    place.from === "header" ? findHeader(request, place.name) : findQuery(request, place.name);
  if ("verdict" in found) return found;
  if (found.value === null) {
    return rejected("signature_missing", `The ${place.from} ${place.name} is missing.`);
  }
  // A query that was never percent-encoded turns base64's "+" into a space.
  const text = place.from === "query" ? found.value.replaceAll(" ", "+") : found.value;
  if (text === "" || text.length > MAX_LENGTH) return malformed(place);
  return readSyntax(text, place);
}

function readSyntax(text: string, place: SignaturePlace): Claimed | Rejected {
  const { syntax } = place;
  switch (syntax.kind) {
    case "raw":
      return { signatures: [text], timestamp: null };
    case "prefix":
      return text.startsWith(syntax.prefix)
        ? { signatures: [text.slice(syntax.prefix.length)], timestamp: null }
        : malformed(place);
    case "key_value":
      return readPairs(text, syntax, place);
    case "list":
      return readList(text, syntax, place);
  }
}

function readPairs(
  text: string,
  syntax: SignatureSyntax & { kind: "key_value" },
  place: SignaturePlace,
): Claimed | Rejected {
  const pairs = text.split(syntax.separator ?? ",").map((pair) => {
    const equals = pair.indexOf("=");
    return { key: pair.slice(0, Math.max(equals, 0)).trim(), value: pair.slice(equals + 1).trim() };
  });
  const valuesOf = (key: string | null) =>
    pairs.filter((pair) => pair.key === key).map((pair) => pair.value);
  const times = valuesOf(syntax.timestampKey);
  if (times.length > 1) {
    return rejected(
      "signature_malformed",
      `${place.name} names ${syntax.timestampKey ?? ""} twice.`,
    );
  }
  return limited({ signatures: valuesOf(syntax.signatureKey), timestamp: times[0] ?? null }, place);
}

function readList(
  text: string,
  syntax: SignatureSyntax & { kind: "list" },
  place: SignaturePlace,
): Claimed | Rejected {
  const items = text.split(syntax.separator).filter((item) => item !== "");
  if (items.length > MAX_SIGNATURES) return tooMany(place);
  const signatures = items
    .filter((item) => item.startsWith(syntax.itemPrefix))
    .map((item) => item.slice(syntax.itemPrefix.length));
  return limited({ signatures, timestamp: null }, place);
}

function limited(claimed: Claimed, place: SignaturePlace): Claimed | Rejected {
  if (claimed.signatures.length > MAX_SIGNATURES) return tooMany(place);
  if (claimed.signatures.includes("")) return malformed(place);
  if (claimed.signatures.length === 0) {
    return rejected(
      "signature_missing",
      `${place.name} holds no signature of the configured kind.`,
    );
  }
  return claimed;
}

function malformed(place: SignaturePlace): Rejected {
  return rejected(
    "signature_malformed",
    `${place.name} does not look as this endpoint is configured.`,
  );
}

function tooMany(place: SignaturePlace): Rejected {
  return rejected(
    "too_many_signatures",
    `${place.name} holds more than ${String(MAX_SIGNATURES)} signatures.`,
  );
}
