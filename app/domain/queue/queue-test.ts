import type { QueueProblem } from "./problem.ts";

/** Whether a queue may be read with a key. */
export type QueueTest =
  /** How many messages wait, about; null where the key may not ask for that, which it need not. */
  | { readonly kind: "fine"; readonly waiting: number | null }
  | { readonly kind: "problem"; readonly problem: QueueProblem };
