// @vitest-environment jsdom
import "./browser.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { plusSeconds } from "../../app/domain/instant.ts";
import { EVENT_TYPES } from "../../app/domain/outgoing/event-type.ts";
import { NEW_SUBSCRIBER, type SubscriberForm } from "../../app/domain/outgoing/subscriber-form.ts";
import { SubscriberFormScreen } from "../../app/screens/subscribers/subscriber-form-screen.tsx";
import { SubscriberScreen } from "../../app/screens/subscribers/subscriber-screen.tsx";
import { SubscribersScreen } from "../../app/screens/subscribers/subscribers-screen.tsx";
import type { DeliveryView, SubscriberView } from "../../app/screens/subscribers/view.ts";
import { NOW, show } from "./render.tsx";

const nothing = () => undefined;
const form: SubscriberForm = {
  ...NEW_SUBSCRIBER,
  name: "Customer portal",
  url: "https://portal.example.com/events",
};
const delivery: DeliveryView = {
  id: "7",
  eventId: "01a1fc47-99a9-7000-97e9-c9d689ebb20d",
  type: "shipment.applied",
  orderName: "#1001",
  state: "failed",
  at: NOW,
  acknowledgedAt: null,
  detail: "The address answered 503.",
  steps: [
    { step: "registered", at: NOW },
    { step: "attempted", at: plusSeconds(NOW, 1) },
    { step: "failed", at: plusSeconds(NOW, 2), status: 503, detail: "The address answered 503." },
    { step: "attempted", at: plusSeconds(NOW, 3), way: "second" },
  ],
};
const subscriber: SubscriberView = {
  id: "01a1fc47-99a9-7000-97e9-c9d689ebb20c",
  name: "Customer portal",
  kind: "webhook",
  host: "portal.example.com",
  state: "paused",
  detour: null,
  failed: 1,
  waiting: 0,
  lastAt: NOW,
  form,
  deliveries: { rows: [delivery], before: null, after: "7" },
  shown: null,
};

function showForm(saved: SubscriberForm, onSave: (form: SubscriberForm) => void = nothing) {
  return show(
    <SubscriberFormScreen
      saved={saved}
      subscriber={null}
      errors={{ name: "name_taken", url: "url_not_allowed" }}
      isFull={false}
      isSaving={false}
      onDirty={nothing}
      onSave={onSave}
    />,
  );
}

function showSubscriber(
  onAct: (fields: Record<string, string>) => void = nothing,
  part: Partial<SubscriberView> = {},
) {
  return show(
    <SubscriberScreen
      subscriber={{ ...subscriber, ...part }}
      isBusy={false}
      freshSecret={null}
      freshKey="hk_fresh"
      onAct={onAct}
      onFilter={nothing}
      onTurn={nothing}
    />,
  );
}

describe("the screens of subscribers", () => {
  it.each([
    ["of nobody yet", () => show(<SubscribersScreen subscribers={[]} />)],
    ["of all", () => show(<SubscribersScreen subscribers={[subscriber]} />, "de")],
    ["of a new one", () => showForm(form)],
    ["of one", () => showSubscriber()],
  ])("%s are as screen readers need them", async (_what, open) => {
    const { container } = open();
    // jsdom lays nothing out, so that colours are looked at in the browser.
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it("say beside each field what is wrong with it", () => {
    showForm(form);
    expect(screen.getByText("Another subscriber has this name.")).toBeDefined();
    expect(screen.getByText(/does not lead to a public host/)).toBeDefined();
  });

  it("S85: offer a gateway for texts only what there are texts for, in a language", () => {
    showForm({ ...form, eventTypes: [...EVENT_TYPES] });
    expect(screen.getAllByRole("checkbox")).toHaveLength(EVENT_TYPES.length);
    fireEvent.click(screen.getByRole("radio", { name: "SMS gateway" }));
    expect(screen.getAllByRole("checkbox").length).toBe(2);
    expect(screen.getByRole("combobox", { name: "Language of the texts" })).toBeDefined();
  });

  it("S78: say where events go while the first address takes none, and until when", () => {
    const since = { since: NOW, probeAt: plusSeconds(NOW, 60) };
    showSubscriber(nothing, { state: "active", detour: { to: "second", ...since } });
    expect(screen.getByText("Events go to the second address")).toBeDefined();
    expect(screen.getByText(/failed 8 times in a row up to 21 Nov 2026, 13:00:00/)).toBeDefined();
    expect(screen.getByText(/with the next event from 21 Nov 2026, 13:01:00 on/)).toBeDefined();
    showSubscriber(nothing, { state: "active", detour: { to: "nowhere", ...since } });
    expect(screen.getByText("Events wait: the address does not answer")).toBeDefined();
    expect(screen.getByText("Does not answer")).toBeDefined();
  });

  it("S58: show the steps of an event, and send it again", () => {
    const asked: Record<string, string>[] = [];
    showSubscriber((fields) => asked.push(fields));
    expect(screen.getByDisplayValue("hk_fresh")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Send again" }));
    fireEvent.click(screen.getByRole("button", { name: "Send all that failed again" }));
    expect(asked).toEqual([{ action: "again", deliveryId: "7" }, { action: "again_all" }]);
    fireEvent.click(screen.getByRole("button", { name: "Steps" }));
    const steps = within(screen.getByRole("dialog")).getAllByRole("listitem");
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining("Written down"),
      expect.stringContaining("Sent"),
      expect.stringContaining("The address answered 503."),
      expect.stringContaining("Sent to the second address"),
    ]);
  });
});
