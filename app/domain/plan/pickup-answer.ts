/** What a person says of a notice whose outcome Shopify does not show. */
export const PICKUP_ANSWERS = ["told", "not_told"] as const;
export type PickupAnswer = (typeof PICKUP_ANSWERS)[number];
