import type { QueueProblem, QueueProblemCode } from "./problem.ts";

/** An answer of SQS that is no success. */
export interface Refusal {
  readonly status: number;
  /** The error's name, without namespace and fault; empty where the answer names none. */
  readonly name: string;
  readonly message: string;
}

/**
 * What SQS calls its errors, in the query protocol's words (which the header
 * `x-amzn-query-error` repeats) and in those of the JSON protocol's body.
 */
const CODES: Readonly<Record<string, QueueProblemCode>> = {
  AccessDenied: "access_denied",
  AccessDeniedException: "access_denied",
  InvalidClientTokenId: "key_unknown",
  UnrecognizedClientException: "key_unknown",
  InvalidAccessKeyId: "key_unknown",
  InvalidSecurity: "key_unknown",
  ExpiredToken: "key_unknown",
  ExpiredTokenException: "key_unknown",
  RequestExpired: "clock_off",
  "AWS.SimpleQueueService.NonExistentQueue": "queue_missing",
  QueueDoesNotExist: "queue_missing",
  "AWS.SimpleQueueService.QueueDeletedRecently": "queue_missing",
  QueueDeletedRecently: "queue_missing",
  InvalidAddress: "queue_missing",
  OverLimit: "too_many_in_flight",
  RequestThrottled: "throttled",
  Throttling: "throttled",
  ThrottlingException: "throttled",
};

const OF_SIGNATURES: ReadonlySet<string> = new Set([
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
]);

/** What a refusal means for whoever set the queue up. */
export function queueProblemOf({ status, name, message }: Refusal): QueueProblem {
  return { code: codeOf({ status, name, message }), said: message };
}

function codeOf({ status, name, message }: Refusal): QueueProblemCode {
  if (OF_SIGNATURES.has(name)) return signatureCode(message);
  // `KMS.AccessDeniedException` of the one protocol is `KmsAccessDenied` of the other.
  if (/^kms/i.test(name)) return "encryption_denied";
  const known = CODES[name];
  if (known !== undefined) return known;
  if (status === 429) return "throttled";
  return status >= 500 ? "server_error" : "refused";
}

/** One name stands for three mistakes; the sentence alone tells them apart. */
function signatureCode(message: string): QueueProblemCode {
  if (/signature (?:expired|not yet current)/i.test(message)) return "clock_off";
  if (/scoped to a valid region/i.test(message)) return "region_wrong";
  return "secret_wrong";
}
