import { X509Certificate } from "node:crypto";
import type { AccessForm } from "../domain/source/access-form.ts";
import { parseFingerprint, type TlsRule } from "../domain/source/tls-rule.ts";

/** What is wrong with a field of it. */
export const TLS_ERRORS = { authority: "pem_invalid", fingerprint: "fingerprint_invalid" } as const;

/** The rule, or the name of the field that is wrong. */
export function enteredTls({
  tls,
  authority,
  fingerprint,
}: Pick<AccessForm, "tls" | "authority" | "fingerprint">): TlsRule | keyof typeof TLS_ERRORS {
  switch (tls) {
    case "public":
      return { check: "public" };
    case "own_authority":
      return isCertificate(authority) ? { check: "own_authority", pem: authority } : "authority";
    case "pinned": {
      const read = parseFingerprint(fingerprint);
      return read === null ? "fingerprint" : { check: "pinned", fingerprint: read };
    }
  }
}

function isCertificate(pem: string): boolean {
  if (pem.includes("PRIVATE KEY")) return false;
  try {
    return new X509Certificate(pem).subject !== "";
  } catch {
    return false;
  }
}
