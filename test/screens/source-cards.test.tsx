// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { plusSeconds } from "../../app/domain/instant.ts";
import { type AcceptedDrift, DriftCard } from "../../app/screens/sources/drift-card.tsx";
import type { UsedProposal } from "../../app/screens/sources/proposal-button.tsx";
import { TestCard } from "../../app/screens/sources/test-card.tsx";
import type { DriftView } from "../../app/screens/sources/view.ts";
import { NOW, show } from "./render.tsx";

const CASING: DriftView = {
  kind: "casing",
  at: "$.shipment.tracking_number",
  to: "$.shipment.trackingNumber",
  before: ["text"],
  now: ["text"],
  since: plusSeconds(NOW, -7200),
  lastAt: NOW,
  messages: 34,
  lookedBefore: 3,
  messageId: "m1",
  via: "webhook",
  of: 40,
  finding: {
    kind: "casing",
    weight: "should",
    field: "tracking_number",
    at: "$.tracking_number",
    detail:
      "The payload has no tracking_number, but $.trackingNumber; let the mapping read it there.",
    proposal: { change: "path", from: "$.tracking_number", to: "$.trackingNumber" },
  },
};

const TYPE: DriftView = {
  ...CASING,
  kind: "type_changed",
  at: "$.status",
  to: null,
  now: ["object"],
  finding: null,
};

function showCard(
  drifts: readonly DriftView[],
  onAccept: (drift: AcceptedDrift) => void,
  onUse = (_: UsedProposal) => undefined,
) {
  show(
    <DriftCard
      shape={{ learning: null, drifts }}
      isAccepting={false}
      onAccept={onAccept}
      onUse={onUse}
    />,
  );
}

describe("S4: what changed in a source's messages", () => {
  it("is told with since when, in how many messages, and what the mapping should do", () => {
    showCard([CASING, TYPE], () => undefined);
    const said = document.body.textContent;
    expect(said).toContain("shipment.tracking_number is now written shipment.trackingNumber");
    expect(said).toContain("let the mapping read it there");
    expect(said).toContain("Since 2 hours ago, in 34 of the 40 messages that were looked at.");
    expect(said).toContain("status was text and is now a group of fields");
  });

  it("is accepted one by one or all at once", () => {
    const accepted: AcceptedDrift[] = [];
    showCard([CASING, TYPE], (drift) => accepted.push(drift));
    const [, second] = screen.getAllByRole("button", { name: "This is normal now" });
    fireEvent.click(second ?? document.body);
    fireEvent.click(screen.getByRole("button", { name: "All of this is normal now" }));
    expect(accepted).toEqual([
      { via: "webhook", key: "type_changed $.status" },
      { via: "webhook", key: "" },
    ]);
  });

  it("offers to read the field from its new place too", () => {
    const used: UsedProposal[] = [];
    const use = (proposal: UsedProposal) => void used.push(proposal);
    showCard([CASING], () => undefined, use);
    fireEvent.click(screen.getByRole("button", { name: "Read it from $.trackingNumber too" }));
    expect(used).toEqual([
      { field: "tracking_number", from: "$.tracking_number", to: "$.trackingNumber" },
    ]);
  });

  it("says that it is still learning", () => {
    const learning = { learnt: 7, needed: 20 };
    show(
      <DriftCard
        shape={{ learning, drifts: [] }}
        isAccepting={false}
        onAccept={() => undefined}
        onUse={() => undefined}
      />,
    );
    expect(screen.getByText("Learning from the first messages: 7 of 20.")).toBeDefined();
  });
});

describe("the test of an endpoint", () => {
  it("tells that a delivery was refused, why, and how to mend it", () => {
    const arrival = {
      kind: "rejected",
      at: plusSeconds(NOW, -3),
      code: "signature_mismatch",
    } as const;
    show(
      <TestCard
        arrival={arrival}
        canSign
        isSigned
        isSending={false}
        refusal={null}
        onSend={() => undefined}
      />,
    );
    expect(
      screen.getByText("A delivery was refused 3 seconds ago: Signature does not match."),
    ).toBeDefined();
    expect(screen.getByText(/Copy this endpoint's secret/)).toBeDefined();
  });
});
