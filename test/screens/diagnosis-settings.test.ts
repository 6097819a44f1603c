import { describe, expect, it } from "vitest";
import {
  diagnosisDraft,
  diagnosisErrors,
  diagnosisFrom,
} from "../../app/screens/settings/diagnosis-form.ts";

const RATES = {
  currency: "EUR",
  minutesPerCorrection: 15,
  hourlyRate: 40.5,
  costPerContact: 5,
  contactsPerHundred: 20,
};
const SETTING = { graceMinutes: 15, dueHours: 24, rates: RATES };
const EMPTY = diagnosisDraft({ ...SETTING, rates: null });

describe("how the diagnosis counts, as it is edited", () => {
  it("comes back as it was", () => {
    expect(diagnosisFrom(diagnosisDraft(SETTING))).toEqual(SETTING);
    expect(diagnosisFrom(EMPTY)).toEqual({ ...SETTING, rates: null });
    expect(diagnosisErrors(EMPTY)).toEqual({});
  });

  it("takes a comma as a decimal point and a currency in small letters", () => {
    const draft = { ...diagnosisDraft(SETTING), hourlyRate: " 40,5 ", currency: "eur" };
    expect(diagnosisErrors(draft)).toEqual({});
    expect(diagnosisFrom(draft)).toEqual(SETTING);
  });

  it("says beside each field what is wrong", () => {
    expect(diagnosisErrors({ ...EMPTY, currency: "euro" })).toEqual({
      currency: "currency",
      minutesPerCorrection: "missing",
      hourlyRate: "missing",
      costPerContact: "missing",
      contactsPerHundred: "missing",
    });
    expect(diagnosisErrors({ ...EMPTY, graceMinutes: "", dueHours: "2.5" })).toEqual({
      graceMinutes: "missing",
      dueHours: "number",
    });
    const many = { ...diagnosisDraft(SETTING), contactsPerHundred: "101", hourlyRate: "a lot" };
    expect(diagnosisErrors(many)).toEqual({ contactsPerHundred: "number", hourlyRate: "number" });
  });
});
