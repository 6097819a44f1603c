import type { Instant } from "../instant.ts";
import { verifyAsymmetric } from "./asymmetric.ts";
import type { Credentials } from "./credentials.ts";
import type { Cryptography } from "./cryptography.ts";
import { verifyDetachedJws } from "./detached-jws.ts";
import { verifyJwt } from "./jwt.ts";
import { verifyKeyed } from "./keyed.ts";
import type { SignedRequest } from "./signed-request.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { verifyBasic, verifyToken } from "./token.ts";
import type { Verdict } from "./verdict.ts";

export type { Credentials } from "./credentials.ts";
export type { SignedRequest } from "./signed-request.ts";
export type { RejectionCode, Verdict } from "./verdict.ts";

export type Verify = (credentials: Credentials, request: SignedRequest, now: Instant) => Verdict;

/**
 * Decides whether a delivery is the source's own.
 *
 * Only the bytes as they came are looked at, never a parsed body. All live
 * secrets are tried, without stopping at the first that fits.
 */
export function verifier(cryptography: Cryptography): Verify {
  return (credentials, request, now) => {
    const { scheme } = credentials;
    const check = { ...credentials, cryptography, request, now };
    switch (scheme.kind) {
      case "none":
        return { verdict: "verified", secretId: null, signedId: null, warning: null };
      case "token":
        return verifyToken({ ...check, scheme });
      case "basic":
        return verifyBasic({ ...check, scheme });
      case "hmac":
      case "hash":
        return verifyKeyed({ ...check, scheme });
      case "asymmetric":
        return verifyAsymmetric({ ...check, scheme });
      case "jws_detached":
        return verifyDetachedJws({ ...check, scheme });
      case "jwt":
        return verifyJwt({ ...check, scheme });
      case "standard_webhooks":
        return verifyKeyed({ ...check, scheme: standardWebhooks(scheme) });
    }
  };
}
