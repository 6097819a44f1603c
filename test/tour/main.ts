import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { ROOT } from "../sandbox/processes/program.ts";
import { openBrowser } from "../scenarios/browser.ts";
import { type SeededStage, type StagePlan, startSeededStage } from "../seed/seeded-stage.ts";
import { tourHosted } from "./hosted.ts";
import { placesOf, type TourState } from "./places.ts";
import { tourActs } from "./tour-acts.ts";
import { tour } from "./tour.ts";

/** Pictures of every screen, for people to look at. */
const FOLDER = path.join(ROOT, "screenshots");
const STATES: readonly TourState[] = ["filled", "narrow", "german", "empty", "error"];
const SIZE = { messages: 3000, orders: 600 };
/** What no address alone leads to needs a worker, and few messages. */
const ACTED = "acted";
const ACTED_SIZE = { messages: 600, orders: 120 };

const { values } = parseArgs({ options: { only: { type: "string" } } });
const states = STATES.filter((state) => values.only === undefined || values.only === state);
const isActed = values.only === undefined || values.only === ACTED;
if (states.length === 0 && !isActed) {
  say(`npm run screenshots -- [--only ${[...STATES, ACTED].join("|")}]`);
  process.exit(2);
}
mkdirSync(FOLDER, { recursive: true });
const browser = await openBrowser();
try {
  if (states.length > 0) {
    await onStage({ ...SIZE, role: "web" }, async (stage) => {
      await tour(browser, await placesOf(stage, states), ({ name }, page) => keep(name, page));
    });
  }
  if (isActed) {
    await onStage({ ...ACTED_SIZE, role: "all" }, async (stage) => {
      await tourActs(browser, stage, keep);
      await tourHosted(browser, stage, keep);
    });
  }
} finally {
  await browser.close();
}
process.exit(0);

type Plan = Pick<StagePlan, "messages" | "orders" | "role">;

async function onStage(plan: Plan, play: (stage: SeededStage) => Promise<void>): Promise<void> {
  const stage = await startSeededStage({ ...plan, keeps: "nothing", say });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
}

async function keep(name: string, page: Page): Promise<void> {
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
  say(`screenshots/${name}.png`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
