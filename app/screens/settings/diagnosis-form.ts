import { costRatesSchema } from "../../domain/discrepancy/costs.ts";
import { diagnosisSettingSchema } from "../../domain/discrepancy/setting.ts";
import type { SettingsView } from "./view.ts";

type DiagnosisSetting = SettingsView["diagnosis"];

export const RATE_FIELDS = [
  "minutesPerCorrection",
  "hourlyRate",
  "costPerContact",
  "contactsPerHundred",
] as const;
export type RateField = (typeof RATE_FIELDS)[number];

/** How the diagnosis counts, while it is edited: texts as they are typed. */
export type DiagnosisDraft = Readonly<
  Record<"graceMinutes" | "dueHours" | "currency" | RateField, string>
>;

export function diagnosisDraft({
  graceMinutes,
  dueHours,
  rates,
}: DiagnosisSetting): DiagnosisDraft {
  const text = (field: RateField) => (rates === null ? "" : String(rates[field]));
  return {
    graceMinutes: String(graceMinutes),
    dueHours: String(dueHours),
    currency: rates?.currency ?? "",
    minutesPerCorrection: text("minutesPerCorrection"),
    hourlyRate: text("hourlyRate"),
    costPerContact: text("costPerContact"),
    contactsPerHundred: text("contactsPerHundred"),
  };
}

/** What the draft means; rates that are all left empty are none. */
export function diagnosisFrom(draft: DiagnosisDraft): DiagnosisSetting {
  return {
    graceMinutes: numberIn(draft.graceMinutes),
    dueHours: numberIn(draft.dueHours),
    rates: hasRates(draft)
      ? {
          currency: draft.currency.trim().toUpperCase(),
          minutesPerCorrection: numberIn(draft.minutesPerCorrection),
          hourlyRate: numberIn(draft.hourlyRate),
          costPerContact: numberIn(draft.costPerContact),
          contactsPerHundred: numberIn(draft.contactsPerHundred),
        }
      : null,
  };
}

function hasRates(draft: DiagnosisDraft): boolean {
  return ["currency" as const, ...RATE_FIELDS].some((field) => draft[field].trim() !== "");
}

/** A comma is a decimal point too; what is no number is NaN, which no schema takes. */
function numberIn(text: string): number {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** `missing` where another rate is given: one without the others counts nothing. */
export type DiagnosisError = "missing" | "currency" | "number";
export type DiagnosisErrors = Partial<Readonly<Record<keyof DiagnosisDraft, DiagnosisError>>>;

/** What is wrong, by field. */
export function diagnosisErrors(draft: DiagnosisDraft): DiagnosisErrors {
  const { rates, ...rest } = diagnosisFrom(draft);
  const wrong = [
    ...(diagnosisSettingSchema.safeParse({ ...rest, rates: null }).error?.issues ?? []),
    ...(rates === null ? [] : (costRatesSchema.safeParse(rates).error?.issues ?? [])),
  ].map(({ path }) => path[0]);
  const fields = ["graceMinutes", "dueHours", "currency", ...RATE_FIELDS] as const;
  return Object.fromEntries(
    fields
      .filter((field) => wrong.includes(field))
      .map((field) => [field, errorOf(field, draft[field])]),
  );
}

function errorOf(field: keyof DiagnosisDraft, text: string): DiagnosisError {
  if (text.trim() === "") return "missing";
  return field === "currency" ? "currency" : "number";
}
