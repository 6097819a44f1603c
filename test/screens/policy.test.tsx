// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY, type Policy, policySchema } from "../../app/domain/plan/policy.ts";
import type { FieldError } from "../../app/domain/source/source-form.ts";
import { PolicyCard } from "../../app/screens/sources/policy-card.tsx";
import { draftOf, policyErrors, policyFrom } from "../../app/screens/sources/policy-form.ts";
import { isSaveBarOpen, show } from "./render.tsx";

const FULL: Policy = {
  notices: {
    shipped: "always",
    ready_for_pickup: "never",
    out_for_delivery: { youngerThanHours: 6 },
    delivered: { youngerThanHours: 48 },
  },
  missingTracking: "apply",
  partialShipments: "quiet",
  shipmentCancellation: "apply",
  orderCancellation: "apply",
  fulfilledByHand: "add_tracking",
  holds: "apply",
  trackingLinks: { UPS: "https://track.example/{number}", Lokal: "https://l.example/?n={number}" },
};

describe("a policy while it is edited", () => {
  it.each([
    ["the default", DEFAULT_POLICY],
    ["one of everything", FULL],
  ])("comes back as it was: %s", (_name, policy) => {
    expect(policyErrors(draftOf(policy)).size).toBe(0);
    expect(policyFrom(draftOf(policy))).toEqual(policy);
    expect(policySchema.parse(policyFrom(draftOf(policy)))).toEqual(policy);
  });

  it("spells carriers as Shopify does, and leaves empty rows out", () => {
    const links = [
      { carrier: "united parcel service", template: " https://t.example/{number} " },
      { carrier: " ", template: "" },
    ];
    expect(policyFrom({ ...draftOf(DEFAULT_POLICY), links }).trackingLinks).toEqual({
      UPS: "https://t.example/{number}",
    });
  });

  it("says what is wrong beside its field", () => {
    const draft = draftOf(DEFAULT_POLICY);
    const template = "https://t.example/{number}";
    const errors = policyErrors({
      ...draft,
      notices: { ...draft.notices, delivered: { rule: "younger", hours: "1.5" } },
      links: [
        { carrier: "UPS", template },
        { carrier: "ups", template },
        { carrier: "", template },
        { carrier: "DHL", template: "http://t.example/{number}" },
      ],
    });
    expect(Object.fromEntries(errors)).toEqual({
      "notices.delivered": "hours_invalid",
      "links.1.carrier": "carrier_twice",
      "links.2.carrier": "required",
      "links.3.template": "link_invalid",
    });
  });
});

function showCard(saved: Policy, refused: Readonly<Record<string, FieldError>> = {}) {
  const nothing = () => undefined;
  show(
    <PolicyCard
      role="oms"
      saved={saved}
      isSaving={false}
      refused={refused}
      onSave={nothing}
      onDirty={nothing}
    />,
  );
}

describe("the card of a policy", () => {
  it("says of each choice what it does in Shopify and whether anybody is mailed", () => {
    showCard(DEFAULT_POLICY);
    const choices = screen.getAllByRole("radio");
    expect(choices).toHaveLength(12);
    for (const choice of choices) {
      const help = document.getElementById(choice.getAttribute("aria-describedby") ?? "");
      expect(help?.textContent).toMatch(/mail/);
    }
  });

  it("asks for hours where a notice depends on them", () => {
    showCard(DEFAULT_POLICY);
    expect(screen.queryByLabelText(/less than so long ago/)).toBeNull();
    fireEvent.change(screen.getByLabelText("Delivered"), { target: { value: "younger" } });
    const hours = screen.getByLabelText("Delivered: less than so long ago");
    expect(isSaveBarOpen("policy")).toBe(true);
    fireEvent.change(hours, { target: { value: "0" } });
    expect(screen.getByText("Give whole hours, from 1 to 8760 (a year).")).toBeDefined();
  });

  it("shows the link that a template makes", () => {
    showCard(DEFAULT_POLICY);
    fireEvent.click(screen.getByRole("button", { name: "Add a carrier" }));
    fireEvent.change(screen.getByLabelText("Carrier"), { target: { value: "fedex ground" } });
    const link = screen.getByLabelText("Link");
    fireEvent.change(link, { target: { value: "https://t.example/" } });
    expect(screen.getByText(/^Begin with https/)).toBeDefined();
    fireEvent.change(link, { target: { value: "https://t.example/{number}?x" } });
    expect(screen.getByText("FedEx: https://t.example/1Z999AA10123456784?x")).toBeDefined();
  });

  it("shows what the server refused", () => {
    showCard(FULL, {
      "policy.trackingLinks.UPS": "link_invalid",
      "policy.notices.delivered.youngerThanHours": "hours_invalid",
    });
    expect(screen.getAllByText(/^Begin with https/)).toHaveLength(1);
    expect(screen.getAllByText(/^Give whole hours/)).toHaveLength(1);
  });
});
