// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { QueueForm } from "../../app/domain/queue/queue-form.ts";
import { QueueScreen } from "../../app/screens/queue/queue-screen.tsx";
import type { QueueScreenProps } from "../../app/screens/queue/queue-screen.tsx";
import { isSaveBarOpen, show } from "./render.tsx";
import { QUEUE_VIEW } from "./views.ts";

const nothing = () => undefined;

function showQueue(props: Partial<QueueScreenProps> = {}) {
  show(
    <QueueScreen
      view={QUEUE_VIEW}
      errors={{}}
      doing={null}
      test={null}
      onSave={nothing}
      onAct={nothing}
      onRemove={nothing}
      onDirty={nothing}
      {...props}
    />,
  );
}

const button = (name: string) => screen.queryByRole("button", { name });

describe("S65: the queue's page", () => {
  it("says what is wrong, what Amazon said, and that nothing is lost", () => {
    showQueue();
    expect(screen.getByText(/Give it the right sqs:ReceiveMessage/)).toBeTruthy();
    expect(screen.getByText(/The answer was: User reader is not authorized/)).toBeTruthy();
    expect(screen.getByText(/Nothing is lost/)).toBeTruthy();
    expect(
      screen.getByText(/It has 1,200,000 bytes, and this source takes 1,048,576/),
    ).toBeTruthy();
  });

  it("offers nothing that needs a queue before one is entered", () => {
    const entered = { url: "", region: "", accessKeyId: "" };
    const none = { ...QUEUE_VIEW, state: "none", entered, problem: null, left: null } as const;
    showQueue({ view: none });
    expect([button("Test"), button("Turn on"), button("Turn off")]).toEqual([null, null, null]);
    expect(screen.getByText("Save first, then test it or turn it on.")).toBeTruthy();
    expect(screen.queryByText("Entered. Leave blank to keep it.")).toBeNull();
  });

  it("is saved as it was typed, and asks for the secret of another key", () => {
    const saved: QueueForm[] = [];
    showQueue({ onSave: (form) => saved.push(form) });
    expect(screen.getByText("Entered. Leave blank to keep it.")).toBeTruthy();
    fireEvent.change(screen.getByLabelText(/Access key ID/), { target: { value: "AKIAOTHER" } });
    expect(screen.queryByText("Entered. Leave blank to keep it.")).toBeNull();
    expect(isSaveBarOpen("queue")).toBe(true);
    fireEvent.click(screen.getByText("Save"));
    expect(saved).toEqual([
      { ...QUEUE_VIEW.entered, accessKeyId: "AKIAOTHER", secretAccessKey: "" },
    ]);
  });
});
