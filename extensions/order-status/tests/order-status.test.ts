/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CustomerStatus } from "../../../app/domain/order-status/customer-status.ts";
import type { Instant } from "../../../app/domain/instant.ts";

const extension = getExtension("customer-account.order-status.block.render");

beforeEach(() => {
  extension.setUp();
  extension.shopify.order.value = { id: "gid://shopify/Order/42", name: "#42" };
  extension.shopify.localization.extensionLanguage.value = { isoCode: "en" };
});

afterEach(() => {
  render(null, document.body);
  extension.tearDown();
});

const at = (time: string) => `2026-11-20T${time}:00.000Z` as Instant; // canonical as written

const STATUS: CustomerStatus = {
  milestone: "shipped",
  milestones: [
    { milestone: "received", at: at("10:00") },
    { milestone: "shipped", at: at("12:00") },
  ],
  isChecking: false,
  packages: [
    { milestone: "shipped", carrier: "UPS", number: "1Z999", url: "https://ups.example/1Z999" },
  ],
  packageCount: 1,
  asOf: at("12:00"),
};

function answers(status: number, body: unknown) {
  const fetched = vi.fn((..._asked: Parameters<typeof fetch>) =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  );
  extension.fetch = fetched;
  return fetched;
}

const text = () => document.body.textContent;

async function shown(words: string): Promise<void> {
  await vi.waitFor(() => {
    expect(document.body.innerHTML).toContain(words);
  });
}

describe("the block on the order status page", () => {
  it("shows that it loads", async () => {
    extension.fetch = () => new Promise(() => undefined);
    await extension.render();
    expect(document.body.querySelector("s-skeleton-paragraph")).not.toBeNull();
  });

  it("shows milestones with times and a package with its link, and proves itself by the session token", async () => {
    const fetched = answers(200, STATUS);
    await extension.render();
    await shown("milestone.shipped");
    expect(document.querySelectorAll("s-time")).toHaveLength(2);
    const link = document.querySelector("s-link");
    expect(link?.getAttribute("href") ?? link?.href).toBe("https://ups.example/1Z999");
    expect(text()).toContain("UPS 1Z999");
    const [url, options] = fetched.mock.calls[0] ?? [];
    expect(url).toContain("/extensions/orders/42/status");
    expect(new Headers(options?.headers).get("authorization")).toMatch(/^Bearer ./);
  });

  it("says so while nothing has happened", async () => {
    answers(200, { ...STATUS, milestone: null, milestones: [], packages: [], packageCount: 0 });
    await extension.render();
    await shown("nothingYet");
  });

  it("says that an order is on its way to the warehouse when no system told of it", async () => {
    answers(404, { error: { code: "order_unknown" } });
    await extension.render();
    await shown("unknown");
    expect(document.querySelector("s-banner")).toBeNull();
  });

  it("says that it is checked when the systems disagree", async () => {
    answers(200, { ...STATUS, isChecking: true });
    await extension.render();
    await shown("checking.body");
    expect(document.querySelector("s-banner")).not.toBeNull();
  });

  it("asks a guest to sign in for packages", async () => {
    answers(200, { ...STATUS, packages: null });
    await extension.render();
    await shown("packages.hidden");
    expect(document.querySelector("s-link")).toBeNull();
  });

  it("counts the packages that it does not show", async () => {
    answers(200, { ...STATUS, packageCount: 10_000 });
    await extension.render();
    await shown("packages.more");
  });

  it("makes neither elements nor links of hostile words", async () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const parcel = {
      milestone: null,
      carrier: hostile,
      number: hostile,
      url: "javascript:alert(1)",
    };
    answers(200, { ...STATUS, packages: [parcel] });
    await extension.render();
    await vi.waitFor(() => {
      expect(text()).toContain(hostile);
    });
    expect(document.querySelector("img")).toBeNull();
    expect(document.querySelector("s-link")).toBeNull();
  });

  it.each([500, 401, 429])(
    "says that the status cannot be shown when the app answers %i",
    async (code) => {
      answers(code, {});
      await extension.render();
      await shown("down");
    },
  );

  it("shows what the order itself carries, with its age, when the app is down", async () => {
    extension.fetch = () => Promise.reject(new TypeError("no network"));
    const target = { type: "order", id: "gid://shopify/Order/42" } as const;
    const entry = (key: string, value: string) => ({
      target,
      metafield: {
        key,
        value,
        namespace: "$app",
        valueType: "string",
        type: "single_line_text_field",
      } as const,
    });
    extension.shopify.appMetafields.value = [
      entry("milestone", "in_transit"),
      entry("confirmed_at", "2026-11-20T12:00:00.000Z"),
      entry("discrepancy", "none"),
    ];
    await extension.render();
    await shown("milestone.in_transit");
    expect(text()).toContain("asOf");
  });
});
