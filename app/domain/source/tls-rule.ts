/**
 * Whom a source's server may prove to be. A self-signed certificate is believed
 * only where the merchant named it.
 */
export type TlsRule =
  /** A certificate of a public authority, for the host's name. */
  | { readonly check: "public" }
  /** A certificate of the merchant's own authority, for the host's name. */
  | { readonly check: "own_authority"; readonly pem: string }
  /** This very certificate, whoever signed it, whatever its name and end. */
  | { readonly check: "pinned"; readonly fingerprint: CertificateFingerprint };

/** SHA-256 of the certificate's DER bytes: 64 hexadecimal digits in lower case. */
export type CertificateFingerprint = string & { readonly __fingerprint: unique symbol };

export const PUBLIC_TLS: TlsRule = { check: "public" };

/** Reads a fingerprint as tools print it, with colons or spaces or without; null where it is none. */
export function parseFingerprint(text: string): CertificateFingerprint | null {
  const digits = text
    .trim()
    .replace(/^sha-?256( fingerprint)?\s*[=:]\s*/i, "")
    .replaceAll(/[:\s]/g, "")
    .toLowerCase();
  return isFingerprint(digits) ? digits : null;
}

function isFingerprint(digits: string): digits is CertificateFingerprint {
  return /^[0-9a-f]{64}$/.test(digits);
}
