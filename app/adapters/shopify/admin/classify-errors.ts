import type { TopLevelError } from "./body.ts";
import type { Cost, Reply } from "./reply.ts";

/** Codes of errors that Shopify raises before it executes anything. */
const NOT_EXECUTED = new Set([
  "NOT_FOUND",
  "RESOURCE_NOT_FOUND",
  "MAX_COST_EXCEEDED",
  "BAD_REQUEST",
  "INVALID_VARIABLE",
  "MAX_INPUT_SIZE_EXCEEDED",
]);

/** Static validation gives its rule as the code: `undefinedField`, `missingRequiredArguments` … */
const STATIC_RULE = /^[a-z]+(?:[A-Z][a-z]+)*$/;

/** One second: what is waited where Shopify throttles without saying how full the bucket is. */
const DEFAULT_WAIT_MILLISECONDS = 1000;

type Failure = Exclude<Reply<never>, { readonly kind: "answered" }>;

interface AnswerWithErrors {
  readonly errors: readonly TopLevelError[];
  /** Whether a root field was resolved: errors may stand beside usable data. */
  readonly hasData: boolean;
  readonly cost: Cost | null;
}

/** What an HTTP 200 answer with `errors` means; null where its data is usable all the same. */
export function classifyErrors(answer: AnswerWithErrors): Failure | null {
  const { errors, hasData, cost } = answer;
  if (errors.some(({ code }) => code === "THROTTLED")) {
    return { kind: "throttled", by: "shopify", retryAfterMilliseconds: bucketWait(cost), cost };
  }
  const denied = errors.find(({ code }) => code === "ACCESS_DENIED");
  if (denied !== undefined && errors.every(({ code }) => code === "ACCESS_DENIED")) {
    return hasData ? null : missingAccess(denied);
  }
  const refusal = errors.find(({ code }) => NOT_EXECUTED.has(code) || STATIC_RULE.test(code));
  if (refusal !== undefined && !hasData) {
    return { kind: "refused", code: refusal.code, message: refusal.message };
  }
  const [first] = errors;
  return {
    kind: "unknown",
    reason: first === undefined ? "errors of unknown form" : inWords(first),
  };
}

function missingAccess({ message }: TopLevelError): Failure {
  return { kind: "parked", cause: "missing_access", reason: `missing access: ${message}` };
}

/** Milliseconds until the bucket holds what the call asked for. */
function bucketWait(cost: Cost | null): number {
  if (cost === null) return DEFAULT_WAIT_MILLISECONDS;
  const missing = Math.max(0, cost.requested - cost.bucket.available);
  return Math.max(100, Math.ceil((missing / cost.bucket.restoreRate) * 1000));
}

function inWords({ code, message }: TopLevelError): string {
  return code === "" ? message : `${code}: ${message}`;
}
