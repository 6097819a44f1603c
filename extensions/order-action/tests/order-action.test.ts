/// <reference types="@shopify/ui-extensions/admin.order-details.action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const extension = getExtension("admin.order-details.action.render");

beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: "gid://shopify/Order/42" }];
});

afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

type Answers = Readonly<Record<string, readonly [status: number, body: unknown]>>;

const ASKED = [
  { name: "OMS", state: "told_news" },
  { name: "Old OMS", state: "not_polled" },
];
const STATUS = {
  agreement: "agreed",
  isLooking: false,
  asked: ASKED,
  summary: "Order #42\nAgreement: agreed",
};
const LOOKED: Answers = {
  "GET orders/42": [200, STATUS],
  "POST orders/42/look-again": [202, {}],
};

function answers(list: Answers): void {
  extension.fetch = (url, options) => {
    const path = addressOf(url).replace("/extensions/admin/", "");
    const answer = list[`${options?.method ?? "GET"} ${path}`];
    if (answer === undefined) return Promise.reject(new TypeError("no network"));
    return Promise.resolve(new Response(JSON.stringify(answer[1]), { status: answer[0] }));
  };
}

function addressOf(url: Parameters<typeof fetch>[0]): string {
  if (typeof url === "string") return url;
  return url instanceof URL ? url.href : url.url;
}

async function shown(words: string): Promise<void> {
  await vi.waitFor(() => {
    expect(document.body.innerHTML).toContain(words);
  });
}

function press(label: string): void {
  const button = [...document.querySelectorAll("s-button")].find(
    (one) => one.textContent === label,
  );
  button?.dispatchEvent(new Event("click"));
}

describe("the action on an order in the admin", () => {
  it("looks again, and says how the order stands then", async () => {
    answers(LOOKED);
    await extension.render();
    press("look");
    await shown("done.look");
    await shown("asked.told_news");
    await shown("asked.not_polled");
  });

  it("shows that it is at work", async () => {
    extension.fetch = () => new Promise(() => undefined);
    await extension.render();
    press("look");
    await shown("working.look");
    await vi.waitFor(() => {
      expect(
        document.querySelector("s-button")?.hasAttribute("disabled") ||
          document.querySelector("s-button")?.disabled,
      ).toBe(true);
    });
  });

  it("replays the order's messages and tells how many", async () => {
    answers({
      ...LOOKED,
      "POST orders/42/replay": [202, { runId: "r1" }],
      "GET runs/r1": [200, { state: "done", done: 3, total: 3 }],
    });
    await extension.render();
    press("replay");
    await shown("done.replay");
  });

  it("says that a replay stopped", async () => {
    answers({
      ...LOOKED,
      "POST orders/42/replay": [202, { runId: "r1" }],
      "GET runs/r1": [200, { state: "failed", done: 1, total: 3 }],
    });
    await extension.render();
    press("replay");
    await shown("failed.stopped");
  });

  it("says that there is nothing to replay", async () => {
    answers({
      ...LOOKED,
      "POST orders/42/replay": [409, { error: { code: "nothing_to_replay" } }],
    });
    await extension.render();
    press("replay");
    await shown("failed.nothing_to_replay");
  });

  it("says that the app does not answer", async () => {
    answers({});
    await extension.render();
    press("look");
    await shown("failed.other");
  });

  it("gives the summary to copy, by hand where the clipboard is closed", async () => {
    answers(LOOKED);
    await extension.render();
    await vi.waitFor(() => {
      expect(document.querySelector("s-text-area")?.getAttribute("value")).toContain("Order #42");
    });
    press("copy");
    await shown("copyByHand");
  });

  it("reads the summary again when it has looked", async () => {
    const before = { ...STATUS, agreement: "needs_person", summary: "needs_person" };
    answers({ ...LOOKED, "GET orders/42": [200, before] });
    await extension.render();
    await shown("needs_person");
    answers(LOOKED);
    press("look");
    await shown("Agreement: agreed");
    expect(document.body.innerHTML).not.toContain("needs_person");
  });

  it("makes no elements of hostile words", async () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const asked = [{ name: hostile, state: "told_news" }];
    answers({ ...LOOKED, "GET orders/42": [200, { ...STATUS, asked, summary: hostile }] });
    await extension.render();
    press("look");
    await shown("done.look");
    await vi.waitFor(() => {
      expect(document.querySelector("s-text-area")?.getAttribute("value")).toBe(hostile);
    });
    expect(document.querySelector("img")).toBeNull();
  });

  it("closes", async () => {
    answers(LOOKED);
    const close = vi.spyOn(extension.shopify, "close");
    await extension.render();
    press("close");
    expect(close).toHaveBeenCalled();
  });
});
