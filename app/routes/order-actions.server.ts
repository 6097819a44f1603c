import { z } from "zod";
import type { Services } from "../services.server.ts";
import type { Admission } from "./admit.server.ts";
import { flowEventId } from "./form-input.server.ts";
import { PICKUP_ANSWERS } from "../domain/plan/pickup-answer.ts";

/** Empty where nothing was written. */
const words = z
  .string()
  .max(500)
  .transform((text) => (text.trim() === "" ? null : text.trim()));

/** What can be done on an order's page. */
export const orderSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("look") }),
  z.strictObject({ action: z.literal("pickup-notice"), answer: z.enum(PICKUP_ANSWERS) }),
  z.strictObject({ action: z.literal("hold"), words }),
  z.strictObject({ action: z.literal("release") }),
  z.strictObject({ action: z.literal("mark"), words }),
  z.strictObject({ action: z.literal("reviewed") }),
  z.strictObject({ action: z.literal("tell_flow"), eventId: flowEventId }),
]);

type Asked = Exclude<
  z.output<typeof orderSchema>,
  { action: "look" | "pickup-notice" | "tell_flow" }
>;

/** What became of it; what was so already is told like what was done. */
export function doOrderCare(
  commands: Services["commands"],
  by: Admission["by"],
  { orderRecordId, asked }: { readonly orderRecordId: string; readonly asked: Asked },
) {
  switch (asked.action) {
    case "hold":
      return commands.holdOrder(by, { orderRecordId, reason: asked.words });
    case "release":
      return commands.releaseOrder(by, orderRecordId);
    case "mark":
      return commands.markOrder(by, { orderRecordId, note: asked.words });
    case "reviewed":
      return commands.endReview(by, orderRecordId);
  }
}
