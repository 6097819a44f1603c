/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Instant } from "../../../app/domain/instant.ts";
import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";

const extension = getExtension("admin.order-details.block.render");

beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: "gid://shopify/Order/42" }];
});

afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

const NOON = "2026-11-20T12:00:00.000Z" as Instant; // canonical as written

const AGREED: StaffStatus = {
  name: "#42",
  page: "/orders/1",
  agreement: "agreed",
  blockedSince: null,
  agreedAt: NOON,
  systems: [{ name: "Acme OMS", role: "oms", milestone: "shipped", status: "SHIPPED", at: NOON }],
  storefront: { status: "FULFILLED", readAt: NOON },
  lastMessage: { sourceName: "Acme OMS", via: "webhook", status: "SHIPPED", receivedAt: NOON },
  verdict: null,
  isLooking: false,
  asked: [],
  summary: "Order #42",
};

const BROKEN: StaffStatus = {
  ...AGREED,
  agreement: "needs_person",
  blockedSince: NOON,
  verdict: {
    zone: "handling",
    code: "needs_decision",
    owner: "merchant",
    since: NOON,
    block: "over_quantity",
    detail: "Two more than ordered",
    needs: "person",
  },
};

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

describe("the block on an order in the admin", () => {
  it("shows that it loads", async () => {
    extension.fetch = () => new Promise(() => undefined);
    await extension.render();
    expect(document.querySelector("s-spinner")).not.toBeNull();
  });

  it("shows that the systems agree, side by side, with the last message", async () => {
    answers(200, AGREED);
    await extension.render();
    await shown("agreement.agreed");
    expect(document.body.textContent).toContain("Acme OMS");
    expect(document.body.textContent).toContain("milestone.shipped (SHIPPED)");
    expect(document.body.textContent).toContain("fulfillmentStatus.FULFILLED");
    expect(document.querySelector("s-banner")).toBeNull();
  });

  it("shows the zone, what is wrong and what to do when they disagree", async () => {
    answers(200, BROKEN);
    await extension.render();
    await shown("zone.handling");
    expect(document.body.textContent).toContain("Two more than ordered");
    expect(document.body.textContent).toContain("block.over_quantity.action");
    expect(document.body.innerHTML).toContain("verdict.needs_decision.title");
    expect(document.body.textContent).toContain("verdict.needs_decision.action");
  });

  it("shows what the diagnosis says where nothing of the order is blocked", async () => {
    const verdict = { zone: "emission", code: "dispatch_disabled", owner: "source" } as const;
    const rest = { since: NOON, block: null, detail: "", needs: "person" } as const;
    answers(200, { ...AGREED, verdict: { ...verdict, ...rest } } satisfies StaffStatus);
    await extension.render();
    await shown("zone.emission");
    expect(document.body.textContent).toContain("verdict.dispatch_disabled.action");
    expect(document.body.textContent).not.toContain("block.");
  });

  it("makes no elements of hostile words", async () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const system = { name: hostile, role: "oms", milestone: "shipped", status: hostile } as const;
    const verdict = BROKEN.verdict === null ? null : { ...BROKEN.verdict, detail: hostile };
    answers(200, {
      ...{ ...BROKEN, name: hostile, verdict, systems: [{ ...system, at: NOON }] },
      storefront: { status: hostile, readAt: NOON },
      lastMessage: { sourceName: hostile, via: "webhook", status: hostile, receivedAt: NOON },
    } satisfies StaffStatus);
    await extension.render();
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain(hostile);
    });
    expect(document.querySelector("img")).toBeNull();
  });

  it("says so when no system told of the order", async () => {
    answers(404, { error: { code: "order_unknown" } });
    await extension.render();
    await shown("unknown");
  });

  it("offers to try again when the app does not answer", async () => {
    const fetched = answers(503, {});
    await extension.render();
    await shown("again");
    const before = fetched.mock.calls.length;
    document.querySelector("s-button")?.dispatchEvent(new Event("click"));
    await vi.waitFor(() => {
      expect(fetched.mock.calls.length).toBeGreaterThan(before);
    });
  });

  it("has Handoff look again at a click", async () => {
    const fetched = answers(200, BROKEN);
    await extension.render();
    await shown("look");
    document.querySelector("s-button")?.dispatchEvent(new Event("click"));
    await vi.waitFor(() => {
      const asked = fetched.mock.calls.map(
        ([url, options]) => `${options?.method ?? ""} ${typeof url === "string" ? url : ""}`,
      );
      expect(asked).toContain("POST /extensions/admin/orders/42/look-again");
    });
  });
});
