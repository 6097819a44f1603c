import { parseArgs } from "node:util";
import { startBenchDatabase } from "./intake/bench-database.ts";
import { flood } from "./flood/flood.ts";
import { printFlood } from "./flood/print-flood.ts";
import { startHandoff } from "./intake/variants.ts";

const SHOPS = 10;

/**
 * What becomes of deliveries when there are too many: a thousand senders at
 * once, then ten times what was just sustained (or as much of it as senders on
 * this machine can send), then ordinary traffic again. `--quick`, `--seconds`.
 */
export async function benchFlood(parameters: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      quick: { type: "boolean", default: false },
      seconds: { type: "string" },
    },
  });
  const seconds = Number(values.seconds ?? (values.quick ? 10 : 60));
  const database = await startBenchDatabase(SHOPS);
  try {
    const server = await startHandoff(database.url, null);
    try {
      const report = await flood({ server, database, seconds });
      printFlood(report);
      if (!report.reached) process.exitCode = 1;
      return { bench: "flood", ...report };
    } finally {
      await server.stop();
    }
  } finally {
    await database.close();
  }
}
