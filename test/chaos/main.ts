import { parseArgs } from "node:util";
import { runPart, type Part } from "../bench/report/run-part.ts";
import { runKills } from "./kills.ts";
import { runRolling } from "./rolling.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "60" },
    orders: { type: "string", default: "400" },
    "database-kills": { type: "string", default: "5" },
    restarts: { type: "string", default: "20" },
    senders: { type: "string", default: "16" },
  },
});

const PARTS: Readonly<Record<string, Part>> = {
  kills: () => {
    const databaseKills = Number(values["database-kills"]);
    const { seconds, orders } = values;
    return runKills({ seconds: Number(seconds), orders: Number(orders), databaseKills }, say);
  },
  rolling: () =>
    runRolling({ restarts: Number(values.restarts), senders: Number(values.senders) }, say),
};

const [name = ""] = positionals;
const part = PARTS[name];
if (part === undefined) {
  say("npm run chaos -- <kills|rolling>");
  process.exit(2);
}
process.stdout.write(`${await runPart(name, part, process.argv.slice(3))}\n`);
process.exit();

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
