import { randomBytes } from "node:crypto";
import type { SecretFormat, SignatureScheme } from "../domain/signature/scheme.ts";

const SECRET_BYTES = 32;

/** A new random secret as the scheme reads it; null where the scheme shares none. */
export function makeSecret(scheme: SignatureScheme): string | null {
  const format = secretFormatOf(scheme);
  if (format === null) return null;
  const bytes = randomBytes(SECRET_BYTES);
  switch (format) {
    case "utf8":
    case "nfkd":
      return bytes.toString("base64url");
    case "hex":
      return bytes.toString("hex");
    case "base64":
      return `${scheme.kind === "standard_webhooks" ? "whsec_" : ""}${bytes.toString("base64")}`;
  }
}

/** How a scheme reads its shared secret; null where it has none. */
export function secretFormatOf(scheme: SignatureScheme): SecretFormat | null {
  switch (scheme.kind) {
    case "none":
    case "asymmetric":
      return null;
    case "token":
    case "basic":
    case "jwt":
      return "utf8";
    case "jws_detached":
      return scheme.keys.kind === "secret" ? "utf8" : null;
    case "hmac":
    case "hash":
      return scheme.secretFormat;
    case "standard_webhooks":
      return scheme.secretFormat ?? "base64";
  }
}
