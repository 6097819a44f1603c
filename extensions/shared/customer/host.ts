import type { TimeStyle } from "../time-text.ts";
import type { LastKnown } from "./last-known.ts";

/** What the page of Shopify's gives to the block. */
export interface CustomerHost extends TimeStyle {
  /** Null where the page knows no order. */
  readonly orderNumber: string | null;
  readonly token: () => Promise<string>;
  readonly translate: (key: string, values?: Record<string, string | number>) => string;
  /** What the app wrote on the order, for when it does not answer. */
  readonly lastKnown: LastKnown | null;
}
