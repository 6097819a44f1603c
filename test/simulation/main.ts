import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { runHistory, type History } from "./history.ts";

/** How often a person is told how far it is. */
const PROGRESS_EVERY = 5_000;

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "1" },
    to: { type: "string", default: "1000" },
    json: { type: "boolean", default: false },
  },
});

const total = {
  histories: 0,
  steps: 0,
  lost: 0,
  duplicateFulfillments: 0,
  duplicateNotices: 0,
  diverged: 0,
};
const digest = createHash("sha256");
const startedAt = process.cpuUsage();

for (let seed = Number(values.from); seed <= Number(values.to); seed += 1) {
  const history = await runHistory(seed);
  add(history);
  if (!values.json && total.histories % PROGRESS_EVERY === 0) {
    console.log(`${String(total.histories)} histories, ${String(total.steps)} steps`);
  }
}

const { user, system } = process.cpuUsage(startedAt);
const perCpuSecond = Math.round(total.histories / ((user + system) / 1_000_000));
console.log(JSON.stringify({ ...total, digest: digest.digest("hex"), perCpuSecond }));
process.exitCode =
  total.lost + total.duplicateFulfillments + total.duplicateNotices + total.diverged > 0 ? 1 : 0;

function add(history: History): void {
  total.histories += 1;
  total.steps += history.steps;
  total.lost += history.lost;
  total.duplicateFulfillments += history.duplicateFulfillments;
  total.duplicateNotices += history.duplicateNotices;
  total.diverged += history.diverged;
  digest.update(history.digest);
  if (isBroken(history)) console.error(`a promise broke: ${JSON.stringify(history)}`);
}

function isBroken({ lost, duplicateFulfillments, duplicateNotices, diverged }: History): boolean {
  return lost + duplicateFulfillments + duplicateNotices + diverged > 0;
}
