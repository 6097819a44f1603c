import type { BucketReading } from "../../../domain/storefront/bucket.ts";

/** What one call of the Admin API came to; retries are not decided here. */
export type Reply<Data> =
  /** Data came, with every root that could be resolved. */
  | { readonly kind: "answered"; readonly data: Data; readonly cost: Cost | null }
  /** Not executed: the bucket is empty, by Shopify's figures or by our own before the call. */
  | {
      readonly kind: "throttled";
      readonly by: "shopify" | "us";
      readonly retryAfterMilliseconds: number;
      readonly cost: Cost | null;
    }
  /** Not executed, and no call will be until somebody acts. */
  | { readonly kind: "parked"; readonly cause: ParkCause; readonly reason: string }
  /** Not executed: Shopify does not accept this document or these variables. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  /** It may or may not have been executed. */
  | { readonly kind: "unknown"; readonly reason: string };

export interface Cost {
  readonly requested: number;
  /** Null where Shopify charged nothing. */
  readonly actual: number | null;
  readonly bucket: BucketReading;
}

export type ParkCause = "no_token" | "token_refused" | "missing_access" | "shop_closed";
