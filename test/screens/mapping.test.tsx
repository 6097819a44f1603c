// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { readDocument } from "../../app/domain/mapping/document/read-document.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { sendDocument } from "../../app/domain/payload/sent-document.ts";
import {
  MappingScreen,
  type MappingScreenProps,
} from "../../app/screens/mapping/mapping-screen.tsx";
import type { SentMessage } from "../../app/screens/mapping/view.ts";
import { NOW, show } from "./render.tsx";

const nothing = () => undefined;

function message(id: string, body: unknown): SentMessage {
  const document = readDocument(new TextEncoder().encode(JSON.stringify(body)), "json");
  if (!("root" in document)) throw new Error(document.detail);
  const content = { kind: "document", document: sendDocument(document) } as const;
  return {
    id,
    receivedAt: NOW,
    headers: [["x-id", "1"]],
    query: "",
    content,
    isRevealed: false,
    format: "json",
  };
}

function propsFor(sent: readonly SentMessage[], more: Partial<MappingScreenProps> = {}) {
  const { mapping, statusMap } = genericJson;
  const messages = new Map(sent.map((one) => [one.id ?? "", one]));
  const marks = sent.map(({ id }) => ({
    id: id ?? "",
    receivedAt: NOW,
    state: "applied" as const,
    isTest: false,
  }));
  return {
    view: {
      source: { id: "s1", name: "OMS" },
      live: { version: 1, mapping, statusMap },
      draft: null,
      format: "json",
      messages: marks,
      first: sent[0] ?? null,
    },
    messages,
    working: null,
    result: null,
    onSelect: nothing,
    onSave: nothing,
    onDiscardDraft: nothing,
    onReload: nothing,
    onReveal: nothing,
    onFormat: nothing,
    onDirty: nothing,
    ...more,
  } as const satisfies MappingScreenProps;
}

const SAMPLE: unknown = JSON.parse(genericJson.sample.body);

describe("the mapping editor", () => {
  it("says what the message says, and how many of the last ones fail", async () => {
    show(<MappingScreen {...propsFor([message("m1", SAMPLE), message("m2", { status: "x" })])} />);
    expect(screen.getByText(/^Order #1001: Shipped, .*1 package: TEST0000000001/)).toBeTruthy();
    await vi.waitFor(() => {
      expect(screen.getByText("1 of 2 fail")).toBeTruthy();
    });
  });

  it("S38: maps a value by keyboard and gives the focus back to what was mapped", () => {
    const onDirty = vi.fn();
    show(<MappingScreen {...propsFor([message("m1", SAMPLE)], { onDirty })} />);
    fireEvent.click(
      screen.getByRole("button", { name: "Choose value for Status as people read it" }),
    );
    const tree = screen.getByRole("tree");
    expect(document.activeElement).toBe(tree);
    for (const key of ["End", "Home", "s", "s"]) fireEvent.keyDown(tree, { key });
    const active = document.getElementById(tree.getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent).toContain("status");
    fireEvent.keyDown(tree, { key: "Enter" });
    const field = screen.getByRole("group", { name: "Status as people read it" });
    expect(within(field).getByText("shipped")).toBeTruthy();
    expect(field.contains(document.activeElement)).toBe(true);
    expect(onDirty).toHaveBeenLastCalledWith(true);
  });

  it("stays small on screen however large the message is", () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => ({
      sku: `S-${String(index)}`,
      quantity: 1,
      note: "x",
    }));
    const large = { ...(SAMPLE as object), lines };
    show(<MappingScreen {...propsFor([message("m1", large)])} />);
    const tree = screen.getByRole("tree");
    fireEvent.keyDown(tree, { key: "End" });
    expect(within(tree).getAllByRole("treeitem").length).toBeLessThan(80);
    expect(tree.querySelectorAll('[aria-setsize="3000"]').length).toBeGreaterThan(0);
  });

  it.each([
    ["with a message", [message("m1", SAMPLE)]],
    ["without one", []],
  ])("axe finds nothing serious %s", async (_name, sent) => {
    const { container } = show(<MappingScreen {...propsFor(sent)} />);
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    const serious = violations.filter(
      ({ impact }) => impact === "serious" || impact === "critical",
    );
    expect(
      serious.map(
        ({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`,
      ),
    ).toEqual([]);
  });
});
