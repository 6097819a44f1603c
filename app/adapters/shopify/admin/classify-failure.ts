import { GraphqlQueryError, HttpThrottlingError } from "@shopify/shopify-api";
import { z } from "zod";
import { isHttpFailure } from "../http-failure.ts";
import { costOf, searchWarnings, topLevelErrors } from "./body.ts";
import { classifyErrors } from "./classify-errors.ts";
import type { ParkCause, Reply } from "./reply.ts";

/** Somebody has to act: token or scope gone, shop unpaid, frozen or locked. */
const PARKING: Readonly<Record<number, Extract<Reply<never>, { readonly kind: "parked" }>>> = {
  401: parked("token_refused", "Shopify does not accept our access token (401)"),
  402: parked("shop_closed", "the shop is frozen for an unpaid bill (402)"),
  403: parked("shop_closed", "Shopify forbids the call (403)"),
  423: parked("shop_closed", "the shop is locked (423)"),
};

function parked(cause: ParkCause, reason: string) {
  return { kind: "parked", cause, reason } as const;
}

/** Seconds, where Shopify answers 429 without `Retry-After`. */
const DEFAULT_RETRY_AFTER_SECONDS = 1;

const BODY = z
  .object({
    data: z.record(z.string(), z.unknown()).nullish(),
    extensions: z.unknown(),
    errors: z.object({ graphQLErrors: z.unknown() }).partial().loose().nullish(),
  })
  .partial()
  .loose();

/** What a failed call means. The client throws for every answer that is not plain data. */
export function classifyFailure<Data>(error: unknown): Reply<Data> {
  if (error instanceof GraphqlQueryError) return classifyBody(error.body);
  if (error instanceof HttpThrottlingError) {
    const seconds = error.response.retryAfter ?? DEFAULT_RETRY_AFTER_SECONDS;
    return {
      kind: "throttled",
      by: "shopify",
      retryAfterMilliseconds: Math.ceil(seconds * 1000),
      cost: null,
    };
  }
  if (isHttpFailure(error)) return classifyStatus(error.response.code);
  return { kind: "unknown", reason: error instanceof Error ? error.message : "no answer" };
}

function classifyStatus(status: number): Reply<never> {
  const parking = PARKING[status];
  if (parking !== undefined) return parking;
  const what = status === 200 ? "an answer that is no GraphQL result" : `HTTP ${String(status)}`;
  return { kind: "unknown", reason: what };
}

function classifyBody<Data>(raw: unknown): Reply<Data> {
  const body = BODY.safeParse(raw).data ?? {};
  const errors = topLevelErrors(body.errors?.graphQLErrors);
  const data = body.data ?? null;
  const hasData = data !== null && Object.values(data).some((root) => root !== null);
  const cost = costOf(body.extensions);
  const failure = classifyErrors({ errors, hasData, cost });
  if (failure !== null) return failure;
  // The document was checked against the schema, so its data has the generated shape.
  return answered(data as Data, body.extensions);
}

/** Data as an answer, unless a search ignored a part of what it was asked. */
export function answered<Data>(data: Data, extensions: unknown): Reply<Data> {
  const [warning] = searchWarnings(extensions);
  if (warning !== undefined) return { kind: "refused", code: "SEARCH_WARNING", message: warning };
  return { kind: "answered", data, cost: costOf(extensions) };
}
