import { parseArgs } from "node:util";
import { DEFAULT_PATIENCE } from "./dispatch.ts";
import { startOmsSimulator } from "./start.ts";
import { machineTime } from "./time.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4020" },
    "time-scale": { type: "string", default: "1" },
    "timeout-milliseconds": { type: "string", default: String(DEFAULT_PATIENCE.timeout) },
  },
});

const running = await startOmsSimulator({
  port: Number(values.port),
  time: machineTime(Number(values["time-scale"])),
  patience: { ...DEFAULT_PATIENCE, timeout: Number(values["timeout-milliseconds"]) },
});

process.stdout.write(`ready ${running.url}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void running.close().then(() => process.exit(0)));
}
