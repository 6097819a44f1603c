import { z } from "zod";

import { isZone } from "./zone.ts";

/** A time zone of the IANA list, or a fixed offset. */
export const zoneSchema = z
  .string()
  .refine(isZone, { error: "This time zone is not known; use one such as Europe/Berlin or UTC." })
  .meta({ description: "Such as Europe/Berlin, UTC or +02:00." });
