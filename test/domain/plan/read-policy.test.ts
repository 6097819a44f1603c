import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";
import { PolicyUnreadable } from "../../../app/domain/plan/policy-unreadable.ts";
import { readPolicy } from "../../../app/domain/plan/read-policy.ts";

describe("a stored policy", () => {
  it("reads as it was saved", () => {
    const policy = {
      ...DEFAULT_POLICY,
      notices: { ...DEFAULT_POLICY.notices, delivered: { youngerThanHours: 48 } },
      trackingLinks: { UPS: "https://track.example/{number}" },
    };
    expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });

  it("takes its defaults for what it does not say", () => {
    expect(readPolicy({})).toEqual(DEFAULT_POLICY);
    expect(readPolicy({ missingTracking: "apply" })).toEqual({
      ...DEFAULT_POLICY,
      missingTracking: "apply",
    });
  });

  it.each(["always", "never"] as const)(
    "of one rule (%s) for mails gives it to shipments",
    (rule) => {
      const old = { notifyCustomer: rule, missingTracking: "wait", partialShipments: "quiet" };
      expect(readPolicy(old)).toEqual({
        ...DEFAULT_POLICY,
        notices: { ...DEFAULT_POLICY.notices, shipped: rule },
        partialShipments: "quiet",
      });
    },
  );

  it.each([null, "always", { notifyCustomer: "sometimes" }, { holds: "apply", unheardOf: 1 }])(
    "that says something else is not guessed at: %j",
    (stored) => {
      expect(() => readPolicy(stored)).toThrow(PolicyUnreadable);
    },
  );
});
