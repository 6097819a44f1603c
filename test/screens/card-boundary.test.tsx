// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen } from "@testing-library/react";
import { Text } from "@shopify/polaris";
import { describe, expect, it, vi } from "vitest";
import { TitledCard } from "../../app/screens/parts/titled-card.tsx";
import { show } from "./render.tsx";

describe("a card that cannot be shown", () => {
  it("says so in its place, keeps the rest of the page, and can be tried again", () => {
    // React tells the console of every error that a boundary takes.
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    let isBroken = true;
    const Figures = () => {
      if (isBroken) throw new Error("a value of no known form");
      return <Text as="p">42 messages</Text>;
    };
    show(
      <>
        <TitledCard title="History">
          <Figures />
        </TitledCard>
        <TitledCard title="Problems">
          <Text as="p">Everything is fine.</Text>
        </TitledCard>
      </>,
    );
    expect(screen.getByText("History cannot be shown right now")).toBeDefined();
    expect(screen.getByText("Everything is fine.")).toBeDefined();
    expect(document.body.textContent).not.toContain("no known form");
    isBroken = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByText("42 messages")).toBeDefined();
    told.mockRestore();
  });
});
