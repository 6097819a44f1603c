/** How many holds one app may put on one fulfillment order. */
export const MAX_HOLDS_PER_APP = 10;
