import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import type { Claim } from "../../../app/domain/diagnosis/evidence.ts";
import { at, claim, evidence } from "./order-evidence.ts";

const of = (role: Claim["role"], milestone: Claim["milestone"]) =>
  claim({ role, sourceId: role, milestone, status: milestone.toUpperCase() });

function noted(claims: readonly Claim[], now = at("12:30")) {
  const sources = evidence().sources;
  const diagnosis = diagnose(evidence({ claims, sources, now }));
  const facts = diagnosis.verdict === "fault" ? diagnosis.fault.facts : diagnosis.facts;
  return facts.filter(({ code }) => code === "refund_differs").map(({ values }) => values["side"]);
}

describe("S31: a refund on one side of the books alone", () => {
  it("is noted with the side that has it", () => {
    expect(noted([claim(), of("erp", "returned")])).toEqual(["erp"]);
    expect(noted([claim(), of("oms", "returned"), of("erp", "shipped")])).toEqual(["storefront"]);
  });

  it("is none where both have it, where there is no ERP, or while it is young", () => {
    expect(noted([claim(), of("oms", "returned"), of("erp", "returned")])).toEqual([]);
    expect(noted([claim(), of("oms", "returned")])).toEqual([]);
    expect(noted([claim(), of("erp", "returned")], at("10:10"))).toEqual([]);
  });
});
