import { createPublicKey } from "node:crypto";
import { keySourceOf } from "../domain/signature/key-set.ts";
import type { KeySource, SignatureScheme } from "../domain/signature/scheme.ts";
import { isOwnHost } from "../domain/source/preset-proof.ts";
import type { ConnectSourceForm, FieldErrors } from "../domain/source/source-form.ts";
import type { SourceRequests } from "../pipeline/ports.ts";

type EnteredKeys = Pick<ConnectSourceForm, "publicKeys" | "keySetUrl">;
type Refused = { readonly errors: FieldErrors<EnteredKeys> };

/** The scheme with the public keys that the merchant entered, where it needs some. */
export async function withKeys(
  scheme: SignatureScheme,
  entered: EnteredKeys,
  requests: SourceRequests,
): Promise<SignatureScheme | Refused> {
  const source = keySourceOf(scheme);
  if (source === null || (scheme.kind !== "asymmetric" && scheme.kind !== "jws_detached")) {
    return scheme;
  }
  const keys = await enteredKeys(source, entered, requests);
  return "errors" in keys ? keys : { ...scheme, keys };
}

async function enteredKeys(
  source: KeySource,
  { publicKeys, keySetUrl }: EnteredKeys,
  requests: SourceRequests,
): Promise<KeySource | Refused> {
  switch (source.kind) {
    case "secret":
      return source;
    case "pem": {
      if (publicKeys === "" && source.pems.length > 0) return source;
      const pems = pemsIn(publicKeys);
      const isUsable = pems.length > 0 && pems.length <= MAX_PEMS && pems.every(isRsaKey);
      return isUsable ? { kind: "pem", pems } : { errors: { publicKeys: "key_invalid" } };
    }
    case "jwks": {
      const url = keySetUrl === "" && !isOwnHost(source.url) ? source.url : keySetUrl;
      if (url === "") return { errors: { keySetUrl: "required" } };
      const blocked = await requests.check(url);
      if (blocked?.outcome !== "blocked") return { ...source, url };
      const error = blocked.code === "address_not_allowed" ? "url_not_allowed" : "base_url_invalid";
      return { errors: { keySetUrl: error } };
    }
  }
}

/** The old and the new one while they change, and one to spare. */
const MAX_PEMS = 3;
const LEAST_BITS = 2048;

function pemsIn(text: string): readonly string[] {
  return text.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? [];
}

function isRsaKey(pem: string): boolean {
  if (pem.includes("PRIVATE KEY")) return false;
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === "rsa" && bits >= LEAST_BITS;
  } catch {
    return false;
  }
}
