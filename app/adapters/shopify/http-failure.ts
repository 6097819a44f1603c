import { HttpResponseError } from "@shopify/shopify-api";

/** Whether Shopify's client threw for the HTTP status or the form of an answer. */
export function isHttpFailure(error: unknown): error is HttpResponseError {
  return error instanceof HttpResponseError;
}
