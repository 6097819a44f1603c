import { z } from "zod";
import type { EventStart } from "../../queries/outgoing/read-events.ts";

const MOST = 500;
const USUAL = "100";

const querySchema = z.strictObject({
  after: z.uuid().optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(MOST))
    .default(Number(USUAL)),
  acknowledged: z.enum(["false"]).optional(),
});

export interface EventQuery {
  readonly start: EventStart;
  readonly limit: number;
  readonly which: "all" | "open";
}

/** Reads the query of a list; the name of the parameter that is wrong where one is. */
export function readEventQuery(parameters: URLSearchParams): EventQuery | string {
  const read = querySchema.safeParse(Object.fromEntries(parameters));
  if (!read.success) return wrongIn(read.error);
  const { after, limit, acknowledged } = read.data;
  return {
    start: after === undefined ? { from: "first" } : startAfter(after),
    limit,
    which: acknowledged === undefined ? "all" : "open",
  };
}

function startAfter(eventId: string): EventStart {
  return { from: "event", eventId };
}

function wrongIn({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue?.code === "unrecognized_keys") return issue.keys[0] ?? "";
  return String(issue?.path[0] ?? "");
}

const idSchema = z.uuid();

/** Where a stream begins: after the event that the client saw last, or now; null where that is no event's id. */
export function streamStart(lastEventId: string | null): EventStart | null {
  if (lastEventId === null || lastEventId === "") return { from: "now" };
  const read = idSchema.safeParse(lastEventId);
  return read.success ? startAfter(read.data) : null;
}
