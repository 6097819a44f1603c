import { z } from "zod";

/** What the merchant counts for its own work; nothing is assumed where nothing was entered. */
export const costRatesSchema = z.strictObject({
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, "currency_invalid"),
  minutesPerCorrection: z
    .number("count_invalid")
    .min(0, "count_invalid")
    .max(1440, "count_invalid"),
  hourlyRate: z.number("count_invalid").min(0, "count_invalid").max(10_000, "count_invalid"),
  costPerContact: z.number("count_invalid").min(0, "count_invalid").max(10_000, "count_invalid"),
  /** Of a hundred orders with a fault, how many customers write. */
  contactsPerHundred: z.number("count_invalid").min(0, "count_invalid").max(100, "count_invalid"),
});

export type CostRates = z.output<typeof costRatesSchema>;

export interface Cost {
  readonly corrections: number;
  readonly contacts: number;
  readonly total: number;
}

/** What so many corrections by hand and orders with a fault cost by the merchant's own rates. */
export function costOf(
  rates: CostRates,
  counted: { readonly corrections: number; readonly faultyOrders: number },
): Cost {
  const corrections = (counted.corrections * rates.minutesPerCorrection * rates.hourlyRate) / 60;
  const contacts = (counted.faultyOrders * rates.contactsPerHundred * rates.costPerContact) / 100;
  return { corrections, contacts, total: corrections + contacts };
}
