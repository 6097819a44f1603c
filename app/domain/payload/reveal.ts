/** A reason for looking at personal data, in characters; shorter ones say nothing. */
export const MIN_REASON = 5;
export const MAX_REASON = 200;
