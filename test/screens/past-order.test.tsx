// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { plusSeconds } from "../../app/domain/instant.ts";
import { LedgerCheckBadge } from "../../app/screens/orders/ledger-check-badge.tsx";
import { LedgerCard } from "../../app/screens/orders/ledger-card.tsx";
import { MomentCard } from "../../app/screens/orders/moment-card.tsx";
import type { LedgerLine, PastOrder } from "../../app/screens/orders/view.ts";
import { EMPTY_RECORD } from "../../app/domain/order-record/order-record.ts";
import { orderTruth } from "../../app/domain/order-record/order-truth.ts";
import { NOW, show } from "./render.tsx";

const PAST: PastOrder = {
  id: "o1",
  name: "#1001",
  moment: { at: NOW, by: "known" },
  earlier: plusSeconds(NOW, -60),
  later: null,
  shown: 2,
  total: 3,
  truth: orderTruth(EMPTY_RECORD, []),
  sources: [],
  storefront: null,
  ledger: [],
  olderLedger: null,
};

function showMoment(past = PAST): string[] {
  const gone: string[] = [];
  show(<MomentCard past={past} onGo={(url) => gone.push(url)} />);
  return gone;
}

describe("the moment that an order is shown at", () => {
  it("stands in the field as the shop's clock shows it, and is typed there", () => {
    const gone = showMoment();
    const field = screen.getByLabelText<HTMLInputElement>("Moment");
    expect(field.value).toBe("2026-11-21T13:00");
    fireEvent.change(field, { target: { value: "2026-11-20T09:30" } });
    fireEvent.submit(field);
    expect(gone).toEqual(["/orders/o1?as-of=2026-11-20T09%3A30&by=known"]);
  });

  it("is asked for where the field was emptied", () => {
    const gone = showMoment();
    const field = screen.getByLabelText("Moment");
    fireEvent.change(field, { target: { value: "" } });
    fireEvent.submit(field);
    expect(gone).toEqual([]);
    expect(screen.getByText("Enter a date and a time")).toBeDefined();
  });

  it("stays where one looks at what had happened instead of what was known", () => {
    const gone = showMoment();
    fireEvent.change(screen.getByLabelText("What counts"), { target: { value: "happened" } });
    expect(gone).toEqual([`/orders/o1?as-of=${encodeURIComponent(NOW)}&by=happened`]);
  });

  it("leads to the changes around it, and back to now", () => {
    showMoment();
    const link = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
    expect(link("One change back")).toContain(encodeURIComponent(plusSeconds(NOW, -60)));
    expect(link("Back to now")).toBe("/orders/o1");
    expect(screen.queryByRole("link", { name: "One change on" })).toBeNull();
    expect(screen.getByText(/2 of 3 entries count/)).toBeDefined();
  });
});

const LINE: LedgerLine = {
  id: "7",
  messageId: null,
  sourceName: "Main OMS",
  via: "poll",
  decision: "advanced",
  prior: null,
  milestone: "shipped",
  sourceStatus: "SHIPPED",
  shipmentKey: null,
  detail: null,
  occurredAt: null,
  receivedAt: NOW,
  enteredAt: NOW,
};

describe("whether the ledger is as it was written", () => {
  it("is said beside it, in either language", () => {
    show(<LedgerCheckBadge check={{ kind: "intact", entries: 14, head: "00" }} />);
    expect(screen.getByText("Intact, 14 entries")).toBeDefined();
    show(<LedgerCheckBadge check={{ kind: "unchecked", entries: 501 }} />, "de");
    expect(screen.getByText("Hier nicht geprüft, 501 Einträge")).toBeDefined();
  });

  it("shows the first entry that does not fit, and what to do", () => {
    const check = {
      kind: "broken",
      entries: 1,
      fault: "changed",
      entryId: "7",
      position: 1,
    } as const;
    show(<LedgerCard orderId="o1" ledger={[LINE]} check={check} by="known" olderUrl={null} />);
    expect(screen.getByText("The ledger cannot be relied on from entry 1 on")).toBeDefined();
    expect(screen.getByText("Does not fit")).toBeDefined();
    expect(
      screen.getByRole("link", { name: "The order at this moment" }).getAttribute("href"),
    ).toBe(`/orders/o1?as-of=${encodeURIComponent(NOW)}&by=known`);
  });
});
