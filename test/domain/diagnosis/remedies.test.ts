import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import { remediesOf } from "../../../app/domain/diagnosis/remedies.ts";
import { evidence, polled } from "./order-evidence.ts";

describe("S14: remedies", () => {
  it("go from emission over delivery to handling, and say where it breaks", () => {
    const diagnosis = diagnose(evidence({ claims: [polled], messages: [] }));
    if (diagnosis.verdict !== "fault") throw new Error("no fault");
    expect(remediesOf(diagnosis.fault).map(({ zone, stands }) => [zone, stands])).toEqual([
      ["emission", "broken"],
      ["delivery", "not_reached"],
      ["handling", "not_reached"],
    ]);
  });
});
