import { benchBudget } from "./budget.ts";
import { benchFlood } from "./flood.ts";
import { benchHeal } from "./heal.ts";
import { benchIntake } from "./intake.ts";
import { benchLanes } from "./lanes.ts";
import { benchMapping } from "./mapping.ts";
import { benchOrderStatus } from "./order-status.ts";
import { benchReconcile } from "./reconcile.ts";
import { benchScreens } from "./screens.ts";

/** Each takes what stands behind its name, prints a table if it has one, and answers its JSON line. */
const BENCHES: Readonly<Record<string, (parameters: readonly string[]) => unknown>> = {
  intake: benchIntake,
  flood: benchFlood,
  lanes: benchLanes,
  mapping: benchMapping,
  budget: benchBudget,
  heal: benchHeal,
  reconcile: benchReconcile,
  screens: benchScreens,
  "order-status": benchOrderStatus,
};

const [name = "", ...parameters] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`npm run bench -- <${Object.keys(BENCHES).join("|")}>`);
  process.exit(2);
}
console.log(JSON.stringify(await bench(parameters)));
// Whatever a bench left open, a thread or a pool, it is done.
process.exit();
