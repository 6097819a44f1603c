import { epochOf } from "../instant.ts";
import type { Instant } from "../instant.ts";
import { parseCompactJws, parseSegment } from "./compact-jws.ts";
import type { CompactJws } from "./compact-jws.ts";
import type { Check } from "./credentials.ts";
import { readPlace } from "./place.ts";
import type { JwtScheme } from "./scheme.ts";
import { liveSecrets } from "./secret-key.ts";
import type { LiveSecret } from "./secret.ts";
import { rejected } from "./verdict.ts";
import type { Rejected, Verdict } from "./verdict.ts";

const encoder = new TextEncoder();

/** Checks a JWT in a header: its HMAC and its times. It does not cover the body. */
export function verifyJwt(check: Check<JwtScheme>): Verdict {
  const { place, toleranceSeconds } = check.scheme;
  const claimed = readPlace(place, check.request);
  if ("verdict" in claimed) return claimed;
  const jwt = parseCompactJws(claimed.signatures[0] ?? "");
  const claims = jwt && parseSegment(jwt.payloadText);
  if (!jwt || !claims || jwt.header.algorithm !== "HS256") {
    return rejected("signature_malformed", `${place.name} is no JWT signed with HS256.`);
  }
  const matched = findSecret(check, jwt);
  if (matched === null) {
    return rejected("signature_mismatch", "The JWT does not fit any live secret.");
  }
  const warning = matched.expiresAt === null ? null : ("old_secret" as const);
  return (
    checkTimes(claims, check.now, toleranceSeconds) ?? {
      verdict: "verified",
      secretId: matched.id,
      signedId: typeof claims["jti"] === "string" ? claims["jti"] : null,
      warning,
    }
  );
}

function findSecret(check: Check<JwtScheme>, jwt: CompactJws): LiveSecret | null {
  const content = encoder.encode(`${jwt.headerText}.${jwt.payloadText}`);
  let matched: LiveSecret | null = null;
  for (const secret of liveSecrets(check.secrets, check.now)) {
    if (secret.value === "") continue;
    const expected = check.cryptography.hmac("sha256", encoder.encode(secret.value), [content]);
    if (check.cryptography.equal(jwt.signature, expected)) matched ??= secret;
  }
  return matched;
}

function checkTimes(
  claims: Readonly<Record<string, unknown>>,
  now: Instant,
  toleranceSeconds: number,
): Rejected | null {
  const seconds = epochOf(now) / 1000;
  const { exp, nbf, iat } = { exp: claims["exp"], nbf: claims["nbf"], iat: claims["iat"] };
  const isFuture = (time: unknown) => typeof time === "number" && time > seconds + toleranceSeconds;
  if (typeof exp !== "number" && typeof iat !== "number") {
    return rejected("timestamp_invalid", "The JWT says neither when it was made nor when it ends.");
  }
  const expired =
    typeof exp === "number"
      ? exp + toleranceSeconds < seconds
      : typeof iat === "number" && iat + toleranceSeconds < seconds;
  return expired || isFuture(nbf) || isFuture(iat)
    ? rejected("timestamp_out_of_tolerance", `The JWT is not valid now; the time here is ${now}.`)
    : null;
}
