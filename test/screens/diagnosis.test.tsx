// @vitest-environment jsdom
import "./browser.ts";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import {
  FACT_CODES,
  type Fact,
  VERDICT_CODES,
  VERDICTS,
} from "../../app/domain/diagnosis/verdict.ts";
import { CHECKS } from "../../app/domain/diagnosis/remedies.ts";
import { OrderDiagnosisCard } from "../../app/screens/diagnosis/order-card.tsx";
import type { OrderDiagnosis } from "../../app/screens/diagnosis/view.ts";
import { NOW, show } from "./render.tsx";

const VALUES = {
  source: "Acme OMS",
  status: "SHIPPED",
  via: "webhook",
  state: "waiting",
  code: "waiting_for_tracking",
  detail: "The source has not sent a tracking number yet.",
  event: "evt-1",
  url: "https://gateway.example/oms",
  answer: "502",
  seconds: "3",
  registered: "https://old.example",
  ours: "https://new.example",
  kind: "create_fulfillment",
};

function diagnosisOf(code: (typeof VERDICT_CODES)[number], facts: readonly Fact[]): OrderDiagnosis {
  const { zone, owner } = VERDICTS[code];
  return {
    orderRecordId: "00000000-0000-7000-8000-000000000001",
    orderName: "#1001",
    verdict: {
      ...{ code, zone, owner, certainty: "proved", since: NOW, healedAt: null },
      pattern: "glitch",
      loss: "delayed",
      remedies: [{ zone: "emission", stands: "broken", checks: CHECKS.emission }],
    },
    facts,
    systems: [],
    diverging: null,
    signals: [],
    ticks: { sent: null, received: false, accepted: null },
  };
}

const FACTS: readonly Fact[] = FACT_CODES.map((code) => ({
  ...{ code, origin: "ledger", at: NOW, messageId: null },
  values: VALUES,
}));

describe("the diagnosis of an order", () => {
  it("is told in English, codes as words", () => {
    show(<OrderDiagnosisCard diagnosis={diagnosisOf("waiting", FACTS)} />);
    const text = document.body.textContent;
    expect(text).toContain("It waits for something that has not come");
    expect(text).toContain("21 Nov 2026, 13:00:00: Acme OMS says that the order became SHIPPED.");
    expect(text).toContain(
      "event evt-1 was sent to https://gateway.example/oms; the answer was 502 after 3 s.",
    );
    expect(text).toContain(
      "The message is at “Waiting”: The source has not sent a tracking number yet.",
    );
    expect(text).not.toMatch(/\b[a-z]+_[a-z_]+\b/);
  });

  it("is told in German to the last word", () => {
    show(<OrderDiagnosisCard diagnosis={diagnosisOf("waiting", FACTS)} />, "de");
    const text = document.body.textContent;
    expect(screen.getByText("Es wartet auf etwas, das noch nicht gekommen ist")).toBeDefined();
    expect(text).toContain(
      "Die Nachricht steht bei „Wartet“: Die Quelle hat noch keine Sendungsnummer gesendet.",
    );
    expect(text).not.toMatch(/\b(?:the|source|order|sent|message|and|with)\b/i);
  });

  it.each(VERDICT_CODES)("has a title and a next step for %s", (code) => {
    show(<OrderDiagnosisCard diagnosis={diagnosisOf(code, [])} />, "de");
    expect(document.body.textContent).not.toContain("verdicts.");
  });
});
