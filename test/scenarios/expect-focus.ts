import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** A focus comes with the next frame or with an answer. */
export const PATIENCE = { timeout: 10_000 };

/** Whoever works by keyboard goes on from here. */
export async function expectFocus(target: Locator): Promise<void> {
  await expect
    .poll(() => target.evaluate((one) => one.ownerDocument.activeElement === one), PATIENCE)
    .toBe(true);
}
