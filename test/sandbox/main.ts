import { parseArgs } from "node:util";
import { runInteractive } from "./interactive.ts";
import { runStories } from "./stories/run-stories.ts";

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const { values } = parseArgs({
  options: { story: { type: "string" }, json: { type: "boolean", default: false } },
});

if (values.story === undefined) {
  await runInteractive(say);
} else {
  const format = values.json ? "json" : "text";
  process.exitCode = (await runStories({ which: values.story, format, say })) ? 0 : 1;
}
