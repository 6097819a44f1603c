/** Senders by the clock, in a process of their own: takes its plans from its parent, begins them together and answers what came of each. */
import { once } from "node:events";
import { openLoop } from "./open-loop.ts";
import type { OpenPlan } from "./plan.ts";

const [plans] = (await once(process, "message")) as [readonly OpenPlan[]]; // the bench's own message
process.once("disconnect", () => process.exit());
const begins = plans.map(openLoop);
const results = await Promise.all(begins.map((begin) => begin()));
process.send?.(results, () => process.disconnect());
