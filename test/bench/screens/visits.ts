import type { FrameLocator, Page } from "playwright-core";
import type { Address } from "./addresses.ts";

/** What a person does on a screen, with a real mouse and real keys. */
export interface Visit {
  readonly screen: string;
  readonly path: string;
  act(app: FrameLocator, page: Page): Promise<void>;
}

const KEY_MILLISECONDS = 60;

/** One visit of every screen, each with the clicks and the typing that it is for. */
export function visitsOf(addresses: readonly Address[]): readonly Visit[] {
  const path = (name: string): string => {
    const found = addresses.find((address) => address.name === name);
    if (found === undefined) throw new Error(`no address is called ${name}`);
    return found.path;
  };
  const visit = (screen: string, act: Visit["act"]): Visit => ({ screen, path: path(screen), act });
  return [
    visit("home", clickBody),
    visit("messages", async (app, page) => {
      await search(app, page, "#10100");
    }),
    visit("message", clickBody),
    visit("message, stuck", clickBody),
    visit("edit a message", typeReason),
    visit("orders", async (app, page) => {
      await search(app, page, "#10200");
    }),
    visit("order", clickBody),
    visit("order, blocked", clickBody),
    visit("sources", clickBody),
    visit("connect a source", async (app, page) => {
      await app.getByLabel("Name", { exact: false }).first().click();
      await page.keyboard.type("Another OMS", { delay: KEY_MILLISECONDS });
    }),
    visit("source", clickBody),
    visit("status map", async (app) => {
      await app.locator("tr[data-status] button").first().click();
      await app.getByRole("menuitem").first().waitFor();
    }),
    visit("mapping editor", clickBody),
    visit("versions", clickBody),
    visit("publish", clickBody),
    visit("endpoint", clickBody),
    visit("API access", clickBody),
    visit("polling", clickBody),
    visit("diagnosis", clickBody),
    visit("diagnosis of orders", clickBody),
    visit("reconciliations", clickBody),
    visit("reconciliation", clickBody),
    visit("run", clickBody),
    visit("alerts", clickBody),
    visit("settings", clickBody),
    visit("audit log", clickBody),
  ];
}

/** A screen to be read: a click on its heading and a walk by the keyboard. */
async function clickBody(app: FrameLocator, page: Page): Promise<void> {
  await app.locator("h1").first().click();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("Tab");
}

async function search(app: FrameLocator, page: Page, text: string): Promise<void> {
  await app.getByRole("button", { name: /search and filter/i }).click();
  await page.keyboard.type(text, { delay: KEY_MILLISECONDS });
  await app.locator("tbody tr").first().waitFor();
  await page.waitForTimeout(500);
}

async function typeReason(app: FrameLocator, page: Page): Promise<void> {
  await app.getByLabel("Why do you need to see it?").click();
  await page.keyboard.type("A status is misspelt", { delay: KEY_MILLISECONDS });
}
