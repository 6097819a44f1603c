// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BackfillSummary } from "../../app/domain/run/backfill.ts";
import type { MailChoice, MailCount } from "../../app/domain/run/replay.ts";
import { RunScreen } from "../../app/screens/runs/run-screen.tsx";
import { NOW, show } from "./render.tsx";

const nothing = () => undefined;

const TRIED: BackfillSummary = {
  isTrial: true,
  read: 40,
  fresh: 7,
  requests: 2,
  unseen: 0,
  found: { orders: 3, differences: {}, mails: { live: 0, draft: 2 } },
};

const NO_MAIL: MailCount = { all: 0, stale: 0, unseen: 0 };

/** The run's screen after a look; answers what was started by it. */
function showTrial(
  backfill: BackfillSummary,
  { recent = NO_MAIL, rules = NO_MAIL }: Partial<Record<"recent" | "rules", MailCount>> = {},
): readonly MailChoice[] {
  const started: MailChoice[] = [];
  show(
    <RunScreen
      run={{
        id: "r1",
        state: "done",
        done: 40,
        total: 40,
        isCancelling: false,
        source: { id: "s1", name: "Main OMS" },
        startedBy: "staff 7",
        createdAt: NOW,
        startedAt: NOW,
        endedAt: NOW,
        problem: null,
        summary: { kind: "backfill", isTrial: true, span: { from: NOW, to: NOW }, backfill },
      }}
      checked={{
        differences: { rows: [], before: null, after: null },
        kind: null,
        mails: { recent, rules, none: NO_MAIL },
      }}
      isCancelling={false}
      isStarting={false}
      refusal={null}
      onCancel={nothing}
      onKind={nothing}
      onTurn={nothing}
      onStart={(choice) => started.push(choice)}
    />,
  );
  return started;
}

const start = () => screen.getByRole("button", { name: /^Backfill/ });

describe("what a backfill would bring", () => {
  it("is told in records, orders and mails, and begins without asking where nobody is mailed", () => {
    const started = showTrial(TRIED);
    expect(screen.getByText("7 would be recorded. Nothing was changed.")).toBeDefined();
    expect(screen.getByText("What is new is about 3 orders.")).toBeDefined();
    expect(screen.getAllByText("No customer is mailed")).toHaveLength(3);
    fireEvent.click(start());
    expect(started).toEqual([{ notices: "recent", consent: "not_given" }]);
  });

  it("begins with old mails only after a yes", () => {
    const started = showTrial(TRIED, { rules: { all: 2, stale: 1, unseen: 0 } });
    fireEvent.click(screen.getByRole("radio", { name: /By the rules of each source/ }));
    expect(start().getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(screen.getByRole("checkbox", { name: "Yes, send 2 mails to customers" }));
    fireEvent.click(start());
    expect(started).toEqual([{ notices: "rules", consent: "given" }]);
  });

  it("says what was not looked into, and asks for a yes to its mails", () => {
    showTrial({ ...TRIED, fresh: 5012, unseen: 12 }, { recent: { all: 0, stale: 0, unseen: 12 } });
    expect(screen.getByText(/Only the first 5,000 new records were looked into/)).toBeDefined();
    expect(screen.getByText(/the 12 records that were not looked into/)).toBeDefined();
    expect(
      screen.getByRole("checkbox", { name: "Yes, also send the mails that nobody counted" }),
    ).toBeDefined();
  });

  it("has no button where there is nothing to record", () => {
    showTrial({
      ...TRIED,
      fresh: 0,
      found: { ...TRIED.found, orders: 0 } as BackfillSummary["found"],
    });
    expect(screen.getByText(/There is nothing to record/)).toBeDefined();
    expect(screen.queryByRole("button", { name: /^Backfill/ })).toBeNull();
  });
});
