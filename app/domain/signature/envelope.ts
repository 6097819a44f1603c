import { decode } from "./encoding.ts";
import { readPlace } from "./place.ts";
import type { AsymmetricScheme, IdRule, KeyedScheme } from "./scheme.ts";
import { findHeader } from "./signed-request.ts";
import type { SignedRequest } from "./signed-request.ts";
import { readTimestamp } from "./timestamp.ts";
import type { SignedTime } from "./timestamp.ts";
import { rejected } from "./verdict.ts";
import type { Rejected } from "./verdict.ts";

/** What surrounds a signed body: decoded signatures, the signed time and the signed id. */
export interface Envelope {
  readonly signatures: readonly Uint8Array[];
  readonly time: SignedTime | null;
  readonly id: string | null;
}

const DIGEST_BYTES = { sha1: 20, sha256: 32, sha512: 64 } as const;

/**
 * Without the dot in an id, `{id}.{timestamp}.{body}` can be cut in one way
 * only; with it, id `a.1` at `2` would be id `a` at `1.2`.
 */
const ID = /^[A-Za-z0-9_-]{1,256}$/;

export function readEnvelope(
  scheme: KeyedScheme | AsymmetricScheme,
  request: SignedRequest,
): Envelope | Rejected {
  const claimed = readPlace(scheme.place, request);
  if ("verdict" in claimed) return claimed;
  const signatures = claimed.signatures
    .map((text) => decode(scheme.encoding, text))
    .filter((bytes) => bytes !== null && hasRightLength(bytes, scheme));
  if (signatures.length < claimed.signatures.length) {
    return rejected(
      "signature_malformed",
      `${scheme.place.name} is not ${scheme.encoding} of the right length for ${scheme.algorithm}.`,
    );
  }
  const time = scheme.timestamp && readTimestamp(scheme.timestamp, request, claimed.timestamp);
  if (time && "verdict" in time) return time;
  const id = readId(scheme.id, request);
  if (id !== null && typeof id !== "string") return id;
  return { signatures: signatures.filter((bytes) => bytes !== null), time, id };
}

function hasRightLength(bytes: Uint8Array, scheme: KeyedScheme | AsymmetricScheme): boolean {
  return scheme.kind === "asymmetric"
    ? bytes.length >= 128
    : bytes.length === DIGEST_BYTES[scheme.algorithm];
}

function readId(rule: IdRule | null, request: SignedRequest): string | null | Rejected {
  if (rule === null) return null;
  const found = findHeader(request, rule.header);
  if ("verdict" in found) return found;
  if (found.value === null) return rejected("id_invalid", `The header ${rule.header} is missing.`);
  return ID.test(found.value)
    ? found.value
    : rejected("id_invalid", `${rule.header} may hold only letters, digits, "_" and "-".`);
}
