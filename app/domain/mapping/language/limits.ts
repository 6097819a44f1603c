/** Steps of paths and transforms that one candidate may take on one item. */
export const MAX_CANDIDATE_STEPS = 10_000;

/** Steps of one payload: some 50 ms on a slow core. */
export const MAX_STEPS = 100_000;

/** Characters that are trimmed, changed or compared in the time of one step. */
export const CHARACTERS_PER_STEP = 16;

/** Steps that a problem costs: it names its place and quotes the payload. */
export const PROBLEM_STEPS = 15;

/** Order updates of one payload. */
export const MAX_ITEMS = 1_000;

/** Elements of a list that is sent as one delivery. */
export const MAX_BATCH = 500;

/** Characters of one value; nothing that the product knows is longer. */
export const MAX_TEXT = 2_000;

/** Characters of a status, as a status map holds it. */
export const MAX_STATUS_LENGTH = 200;

/** Characters of a mapping as JSON. */
export const MAX_MAPPING_LENGTH = 200_000;
