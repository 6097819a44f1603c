import { z } from "zod";
import { costRatesSchema } from "./costs.ts";

/** How a shop counts its discrepancies. */
export const diagnosisSettingSchema = z.strictObject({
  /** How long two systems may differ before it is a fault. */
  graceMinutes: z
    .number("count_invalid")
    .int("count_invalid")
    .min(1, "count_invalid")
    .max(1440, "count_invalid"),
  /** When a discrepancy should be mended, from its opening. */
  dueHours: z
    .number("count_invalid")
    .int("count_invalid")
    .min(1, "count_invalid")
    .max(720, "count_invalid"),
  /** Null until the merchant entered them. */
  rates: costRatesSchema.nullable(),
});

export type DiagnosisSetting = z.output<typeof diagnosisSettingSchema>;

export const DEFAULT_DIAGNOSIS_SETTING = { graceMinutes: 15, dueHours: 24, rates: null } as const;
