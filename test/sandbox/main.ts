import { parseArgs } from "node:util";
import { runInteractive } from "./interactive.ts";
import { StoriesStopped, runStories } from "./stories/run-stories.ts";

const INTERRUPTED = 130;

const { values } = parseArgs({
  options: { story: { type: "string" }, json: { type: "boolean", default: false } },
});

if (values.story === undefined) await runInteractive(say);
else process.exitCode = await tellStories(values.story);
process.exit();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Answers the exit code: 0 where every promise held. */
async function tellStories(which: string): Promise<number> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  try {
    const format = values.json ? "json" : "text";
    return (await runStories({ which, format, say, stop: stop.signal })) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof StoriesStopped)) throw error;
    return INTERRUPTED;
  }
}
