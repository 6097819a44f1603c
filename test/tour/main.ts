import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../sandbox/processes/program.ts";
import { openBrowser } from "../scenarios/browser.ts";
import { startSeededStage } from "../seed/seeded-stage.ts";
import { placesOf, type TourState } from "./places.ts";
import { tour } from "./tour.ts";

/** Pictures of every screen, for people to look at. */
const FOLDER = path.join(ROOT, "screenshots");
const STATES: readonly TourState[] = ["filled", "narrow", "german", "empty", "error"];
const SIZE = { messages: 3000, orders: 600 };

const { values } = parseArgs({ options: { only: { type: "string" } } });
const states = STATES.filter((state) => values.only === undefined || values.only === state);
if (states.length === 0) {
  say(`npm run screenshots -- [--only ${STATES.join("|")}]`);
  process.exit(2);
}
mkdirSync(FOLDER, { recursive: true });
const stage = await startSeededStage({ ...SIZE, keeps: "nothing", role: "web", say });
const browser = await openBrowser();
try {
  await tour(browser, await placesOf(stage, states), async ({ name }, page) => {
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
    say(`screenshots/${name}.png`);
  });
} finally {
  await browser.close();
  await stage.close();
}
process.exit(0);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
