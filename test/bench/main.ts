import { benchBudget } from "./budget.ts";
import { benchFlood } from "./flood.ts";
import { benchHeal } from "./heal.ts";
import { benchIntake } from "./intake.ts";
import { benchLanes } from "./lanes.ts";
import { benchMapping } from "./mapping.ts";
import { benchOrderStatus } from "./order-status.ts";
import { benchReconcile } from "./reconcile.ts";
import { runAll } from "./report/run-all.ts";
import { runPart, type Part } from "./report/run-part.ts";
import { reportOnBench } from "./report/written-report.ts";
import { benchScreens } from "./screens.ts";

/** Each takes what stands behind its name, prints figures if it has any, and answers its JSON line. */
const BENCHES: Readonly<Record<string, Part>> = {
  intake: benchIntake,
  flood: benchFlood,
  lanes: benchLanes,
  budget: benchBudget,
  heal: benchHeal,
  reconcile: benchReconcile,
  mapping: benchMapping,
  screens: benchScreens,
  "order-status": benchOrderStatus,
};

const [name = "", ...parameters] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench !== undefined) console.log(await runPart(name, bench, parameters));
else if (name === "" || name === "--short") {
  await runAll(Object.keys(BENCHES), { isShort: name === "--short" });
} else if (name === "report") reportOnBench();
else {
  console.error(`npm run bench -- [--short | report | ${Object.keys(BENCHES).join(" | ")}]`);
  process.exit(2);
}
// Whatever a bench left open, a thread or a pool, it is done.
process.exit();
