// @vitest-environment jsdom
import "./browser.ts";
import { act, fireEvent, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { plusSeconds } from "../../app/domain/instant.ts";
import { statusLines, type UsedStatus } from "../../app/domain/mapping/status-lines.ts";
import type { StatusMap } from "../../app/domain/mapping/mapping-version.ts";
import type { StatusRow } from "../../app/domain/mapping/status-rows.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import { StatusMapCard } from "../../app/screens/sources/status-map-card.tsx";
import {
  StatusesScreen,
  type StatusesScreenProps,
} from "../../app/screens/statuses/statuses-screen.tsx";
import { isSaveBarOpen, NOW, show } from "./render.tsx";

const nothing = () => undefined;
const MAP: StatusMap = { shipped: "shipped", packed: "processing" };

function used(written: string, stopped: number): UsedStatus {
  const at = plusSeconds(NOW, -90);
  return {
    name: written.toLowerCase(),
    written,
    messages: 12,
    firstSeenAt: at,
    lastSeenAt: at,
    messageId: "m1",
    stopped,
    stoppedSince: stopped === 0 ? null : at,
  };
}

function pageOf(map: StatusMap, uses: readonly UsedStatus[]): StatusesScreenProps["page"] {
  return {
    source: { id: "s1", name: "Main OMS", role: "oms" },
    policy: { ...DEFAULT_POLICY, notices: { ...DEFAULT_POLICY.notices, delivered: "never" } },
    version: 3,
    lines: statusLines(map, uses),
  };
}

const PROPS: StatusesScreenProps = {
  page: pageOf(MAP, [used("Shipped", 0), used("Handed over", 40)]),
  isSaving: false,
  saved: null,
  error: null,
  replay: { run: null, isCancelling: false, onCancel: nothing },
  onSave: nothing,
  onMapAndReplay: nothing,
  onReplay: nothing,
  onDirty: nothing,
};

/** Gives the screen that is shown other props, as a route does. */
let change: (props: Partial<StatusesScreenProps>) => void = nothing;

function Changing({ first }: { readonly first: StatusesScreenProps }) {
  const [props, setProps] = useState(first);
  change = (next) => {
    setProps({ ...props, ...next });
  };
  return <StatusesScreen {...props} />;
}

function showScreen(props: Partial<StatusesScreenProps> = {}) {
  return show(<Changing first={{ ...PROPS, ...props }} />);
}

const rows = () => [...document.querySelectorAll("[data-status]")];
const names = () => rows().map((row) => row.getAttribute("data-status"));

/** The choices of the list that is open; jsdom, which draws nothing, takes the list for hidden. */
function choices(): readonly Element[] {
  return [...document.querySelectorAll('[role="menuitem"]')];
}

function choose(status: string, meaning: string): void {
  const row = document.querySelector<HTMLElement>(`[data-status="${status}"]`);
  if (row === null) throw new Error(`${status} is not shown`);
  fireEvent.click(within(row).getByRole("button", { name: /: / }));
  const choice = choices().find(({ textContent }) => textContent.startsWith(meaning));
  fireEvent.click(choice ?? document.body);
}

describe("the status map", () => {
  it("shows what is unmapped first and what never came last, with how often it came and how much it stops", () => {
    showScreen();
    expect(names()).toEqual(["handed over", "shipped", "packed"]);
    expect(screen.getByText("40 stopped")).toBeDefined();
    expect(screen.getAllByText("12 messages")).toHaveLength(2);
    expect(screen.getByText("Never received")).toBeDefined();
  });

  it("says beside each choice what it does in Shopify, and whether the customer is told", () => {
    showScreen();
    fireEvent.click(screen.getByRole("button", { name: "Shipped: Shipped" }));
    const words = choices().map(({ textContent }) => textContent);
    expect(words).toContain(
      "DeliveredAdds the delivery event “Delivered”. The customer is not mailed: the source's settings say so.",
    );
    expect(words).toContain(
      "ShippedFulfils the order in Shopify with its tracking. The customer may be mailed.",
    );
  });

  it("opens the save bar with the first change, and closes it when that is taken back", () => {
    showScreen();
    expect(isSaveBarOpen("statuses")).toBe(false);
    choose("shipped", "Delivered");
    expect(isSaveBarOpen("statuses")).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Undo the change of Shipped" }));
    expect(isSaveBarOpen("statuses")).toBe(false);
  });

  it("asks before it maps and replays, and says how many and who is told", () => {
    const asked: unknown[] = [];
    showScreen({ onMapAndReplay: (row) => asked.push(row) });
    choose("handed over", "Shipped");
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).getByText(/40 messages that stopped at this status/)).toBeDefined();
    expect(
      within(dialog).getByText(/may be mailed. At most 40 customers are mailed by this replay./),
    ).toBeDefined();
    const confirm = within(dialog).getByRole("button", { name: "Map and replay 40 messages" });
    expect(confirm.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(within(dialog).getByLabelText("Yes, up to 40 customers may be mailed now"));
    fireEvent.click(confirm);
    expect(asked).toEqual([{ status: "Handed over", meaning: "shipped" }]);
    expect(isSaveBarOpen("statuses")).toBe(false);
  });

  it("keeps what is not saved when somebody else publishes meanwhile", () => {
    showScreen();
    choose("packed", "On hold");
    const page = { ...pageOf({ ...MAP, labelled: "processing" }, []), version: 4 };
    act(() => {
      change({ page, error: "outdated" });
    });
    expect(screen.getByText(/Your changes are still here/)).toBeDefined();
    expect(names()).toContain("labelled");
    expect(screen.getByRole("button", { name: "packed: On hold" })).toBeDefined();
  });

  it("says at once that an added status is there already", () => {
    showScreen();
    fireEvent.click(screen.getAllByRole("button", { name: "Add a status" })[0] ?? document.body);
    const dialog = screen.getByRole("dialog");
    const field = within(dialog).getByLabelText("Status in your system");
    fireEvent.change(field, { target: { value: " SHIPPED" } });
    expect(within(dialog).getByText("This status is listed twice.")).toBeDefined();
  });

  it("undoes what was just published by publishing what was there before", () => {
    const saves: (readonly StatusRow[])[] = [];
    showScreen({ onSave: (rows) => saves.push(rows) });
    choose("packed", "On hold");
    fireEvent.click(document.querySelector("#statuses button") ?? document.body);
    act(() => {
      change({ page: pageOf({ ...MAP, packed: "on_hold" }, []), saved: {} });
    });
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(saves.map((save) => save.find(({ status }) => status === "packed")?.meaning)).toEqual([
      "on_hold",
      "processing",
    ]);
  });

  it("draws fifty of five hundred statuses, and finds any of them", () => {
    const many = Array.from({ length: 500 }, (_, n) => used(`status ${String(n)}`, 0));
    showScreen({ page: pageOf({}, many) });
    expect(rows()).toHaveLength(50);
    expect(screen.getByText("1 to 50 of 500")).toBeDefined();
  });

  it("is read by a screen reader without a serious fault", async () => {
    const { container } = showScreen();
    const options = { rules: { "color-contrast": { enabled: false } } };
    const { violations } = await axe.run(container, options);
    expect(
      violations.filter(({ impact }) => impact === "serious" || impact === "critical"),
    ).toEqual([]);
  });
});

describe("the status map's summary on the source", () => {
  it("names what has no meaning, counts what waits, and leads to the editor", () => {
    const unmapped = ["a", "b", "c", "d", "e", "f", "g"];
    show(<StatusMapCard sourceId="s1" statusMap={MAP} unmapped={unmapped} stopped={3} />);
    expect(screen.getByText("7 without a meaning")).toBeDefined();
    expect(screen.getByText(/2 statuses are mapped. 3 messages wait for a meaning./)).toBeDefined();
    expect(screen.getByText("and 2 more")).toBeDefined();
    const link = screen.getByRole("link", { name: "Map them" });
    expect(link.getAttribute("href")).toBe("/sources/s1/statuses");
  });
});
