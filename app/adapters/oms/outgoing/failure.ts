import { errors } from "undici";
import type { SourceAnswer } from "../../../pipeline/ports.ts";
import { CertificateRefused } from "./certificate-refused.ts";
import { DestinationBlocked } from "./destination-blocked.ts";
import { blocked, notPublic } from "./destination.ts";

/** What Node says where a certificate or the TLS handshake is refused (`tls` and OpenSSL's verify codes). */
const TLS_CODE =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET_|VERIFY_|DECODE_|DECRYPT_)|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERROR_IN_CERT_|EPROTO$)/;

/** What a thrown error means; null where it means nothing known, which is a surprise. */
export function answerFor(error: unknown, seconds: number): SourceAnswer | null {
  if (error instanceof DestinationBlocked) return notPublic(error.host);
  if (error instanceof CertificateRefused) return tlsRefused(error.message);
  if (!(error instanceof Error)) return null;
  if (isTimeout(error)) return { outcome: "timeout", seconds };
  if (error instanceof errors.InvalidArgumentError) {
    return blocked("header_not_allowed", "The request holds a header that HTTP does not allow.");
  }
  const code = codeOf(error);
  if (TLS_CODE.test(code)) return tlsRefused(inWords(code));
  if (code.startsWith("HPE_") || error instanceof errors.HTTPParserError) {
    return { outcome: "malformed", detail: "What answered does not speak HTTP." };
  }
  if (error instanceof errors.HeadersOverflowError) {
    return { outcome: "malformed", detail: "The answer's headers are too long." };
  }
  return code === "" ? null : { outcome: "unreachable", detail: inWords(code) };
}

function tlsRefused(detail: string): SourceAnswer {
  return { outcome: "tls_refused", detail };
}

function isTimeout(error: Error): boolean {
  return (
    error.name === "TimeoutError" ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  );
}

function codeOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  // Several addresses tried, each with its own failure.
  return error instanceof AggregateError && error.errors[0] instanceof Error
    ? codeOf(error.errors[0])
    : "";
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "The host's name does not exist.",
  EAI_AGAIN: "The host's name could not be looked up just now.",
  ECONNREFUSED: "The host takes no connection at this port.",
  ECONNRESET: "The host broke the connection off.",
  UND_ERR_SOCKET: "The host broke the connection off.",
  EHOSTUNREACH: "The host cannot be reached.",
  ENETUNREACH: "The host's network cannot be reached.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The server's certificate is self-signed.",
  SELF_SIGNED_CERT_IN_CHAIN: "The server's certificate comes from an authority of its own.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The server's certificate comes from an unknown authority.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The server's certificate comes from an unknown authority.",
  CERT_HAS_EXPIRED: "The server's certificate has expired.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The server's certificate is for another name.",
};

function inWords(code: string): string {
  return WORDS[code] ?? `The connection failed: ${code}.`;
}
