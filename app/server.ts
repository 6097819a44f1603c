import { randomBytes } from "node:crypto";
import { systemClock } from "./adapters/system/clock.ts";
import { uuidV7Ids } from "./adapters/system/ids.ts";
import { systemLog } from "./adapters/system/log.ts";
import { ConfigInvalid, readConfig } from "./config.server.ts";
import type { Config } from "./config.server.ts";
import { AppError } from "./domain/app-error.ts";
import { compiledCode } from "./server/compiled-code.ts";
import { stopAll, untilToldToStop } from "./server/lifecycle.ts";

const config = configOrExit();
const log = systemLog({
  level: config.logLevel,
  release: config.release,
  instance: randomBytes(4).toString("hex"),
});

process.on("unhandledRejection", (error) => {
  log.error("process.unhandled", error, {});
});

try {
  const stop = untilToldToStop();
  const compiled = compiledCode();
  // Most of the code: imported here, so that what was compiled of it before is taken.
  const { startProcess } = await import("./server/start-process.ts");
  const running = await startProcess(config, {
    log,
    clock: systemClock,
    ids: uuidV7Ids(systemClock),
  });
  log.info("process.ready", { role: config.role, port: running.port, mode: config.mode });
  compiled.keep();
  log.info("process.stopping", { signal: await stop });
  process.exitCode = await stopAll(running.parts, log);
} catch (error) {
  log.error("process.failed", error, {});
  process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  log.flush();
  process.exit();
}

function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
