import { parseArgs } from "node:util";
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

const [part = ""] = positionals;
const report = await run();
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
process.exit(report.isWell ? 0 : 1);

function run() {
  switch (part) {
    case "kills": {
      const databaseKills = Number(values["database-kills"]);
      const { seconds, orders } = values;
      return runKills({ seconds: Number(seconds), orders: Number(orders), databaseKills }, say);
    }
    case "rolling":
      return runRolling(
        { restarts: Number(values.restarts), senders: Number(values.senders) },
        say,
      );
    default:
      process.stderr.write("npm run chaos -- <kills|rolling>\n");
      return process.exit(2);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
