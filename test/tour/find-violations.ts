import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on the app's part of the page that keeps somebody from using it. */
export interface Violation {
  readonly id: string;
  readonly impact: string;
  /** The first element that has it. */
  readonly html: string;
}

const WEIGHTY = ["serious", "critical"];

/** Every rule is tried; what passes is not described, which would take as long again. */
const LOOK = JSON.stringify({ resultTypes: ["violations"], selectors: false });

/** Serious and critical violations in the app's frame. */
export async function findViolations(page: Page): Promise<readonly Violation[]> {
  const frame = page.frames().find((each) => each.parentFrame() !== null);
  if (frame === undefined) throw new Error("the app is not embedded");
  if (!(await frame.evaluate<boolean>("'axe' in globalThis"))) await frame.evaluate(axe.source);
  const found = await frame.evaluate<readonly Violation[]>(
    `axe.run(${LOOK}).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html })))`,
  );
  return found.filter(({ impact }) => WEIGHTY.includes(impact));
}
