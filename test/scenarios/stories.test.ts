import { describe, expect, it } from "vitest";
import { runStories } from "../sandbox/stories/run-stories.ts";

/** A killed worker's lease runs a minute, and a call that is never answered half a minute. */
const ALL_MILLISECONDS = 360_000;

describe("the stories of the sandbox", () => {
  it(
    "lose nothing, fulfil nothing twice and tell no customer twice",
    async () => {
      const lines: string[] = [];
      const kept = await runStories({
        which: "all",
        format: "json",
        say: (line) => lines.push(line),
        stop: new AbortController().signal,
      });
      expect(kept, lines.join("\n")).toBe(true);
      expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
        lost: 0,
        duplicateFulfillments: 0,
        duplicateNotices: 0,
      });
    },
    ALL_MILLISECONDS,
  );
});
