import { z } from "zod";
import type { KeptShapes } from "../adapters/postgres/shapes.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { MESSAGE_VIAS } from "../domain/message-state.ts";

/** One change of a source's messages (see `keyOf`), or all of them. */
export const acceptedDriftSchema = z.strictObject({
  sourceId: z.uuid(),
  via: z.enum(MESSAGE_VIAS),
  key: z.string().max(2000).nullable(),
});

/** From now on the source's messages are as they should be; the next change is told again. */
export function acceptDrift(
  { shapes }: { readonly shapes: KeptShapes },
  by: Actor,
  drift: z.output<typeof acceptedDriftSchema>,
): Promise<"accepted" | "not_found"> {
  return shapes.accept(by, drift);
}
