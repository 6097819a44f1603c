import { z } from "zod";
import type { QueueProblem } from "../../../domain/queue/problem.ts";

const failedSchema = z.object({
  Failed: z.array(z.object({ Code: z.string(), Message: z.string().nullish() })).nullish(),
});

/** What DeleteMessageBatch could not delete; null where all went well. */
export function deleteProblem(document: unknown): QueueProblem | null {
  const read = failedSchema.safeParse(document);
  if (!read.success) return { code: "unreadable", said: "" };
  const [first] = read.data.Failed ?? [];
  if (first === undefined) return null;
  return { code: "not_deleted", said: first.Message ?? first.Code };
}

const attributesSchema = z.object({
  Attributes: z.object({ ApproximateNumberOfMessages: z.coerce.number().int().min(0) }),
});

/** How many messages wait, about; null where the answer does not say. */
export function waitingOf(document: unknown): number | null {
  const read = attributesSchema.safeParse(document);
  return read.success ? read.data.Attributes.ApproximateNumberOfMessages : null;
}
