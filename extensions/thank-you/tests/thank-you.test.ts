/// <reference types="@shopify/ui-extensions/purchase.thank-you.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const extension = getExtension("purchase.thank-you.block.render");

beforeEach(() => {
  extension.setUp();
  extension.shopify.orderConfirmation.value = {
    order: { id: "gid://shopify/OrderIdentity/42" },
    isFirstOrder: false,
  };
});

afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

function answers(status: number, body: unknown) {
  const fetched = vi.fn((..._asked: Parameters<typeof fetch>) =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  );
  extension.fetch = fetched;
  return fetched;
}

async function shown(words: string): Promise<void> {
  await vi.waitFor(() => {
    expect(document.body.innerHTML).toContain(words);
  });
}

describe("the block on the thank-you page", () => {
  it("shows that it loads", async () => {
    extension.fetch = () => new Promise(() => undefined);
    await extension.render();
    expect(document.body.querySelector("s-skeleton-paragraph")).not.toBeNull();
  });

  it("says what comes next while no system knows the order", async () => {
    const fetched = answers(404, {});
    await extension.render();
    await shown("unknown");
    expect(fetched.mock.calls[0]?.[0]).toContain("/extensions/orders/42/status");
  });

  it("shows the first milestones of an order that is known already", async () => {
    answers(200, {
      milestone: "received",
      milestones: [{ milestone: "received", at: "2026-11-20T10:00:00.000Z" }],
      isChecking: false,
      packages: null,
      packageCount: 0,
      asOf: "2026-11-20T10:00:00.000Z",
    });
    await extension.render();
    await shown("milestone.received");
  });

  it("says that the systems disagree", async () => {
    answers(200, {
      milestone: null,
      milestones: [],
      isChecking: true,
      packages: null,
      packageCount: 0,
    });
    await extension.render();
    await shown("checking.body");
  });

  it("says that the status cannot be shown when the app does not answer", async () => {
    extension.fetch = () => Promise.reject(new TypeError("no network"));
    await extension.render();
    await shown("down");
  });
});
