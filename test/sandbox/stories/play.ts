import { until } from "../processes/until.ts";
import type { Observed, Sides } from "./observe.ts";
import { observe } from "./observe.ts";
import type { Observation } from "./oracle/observation.ts";
import { judge } from "./oracle/verdict.ts";
import type { StoryResult } from "./report.ts";
import type { Stage, Story } from "./story.ts";

/** A lease of a killed worker runs a minute; then its order has to be read and finished. */
const SETTLE_SECONDS = 120;

/** How a story went, before it is judged. */
export type Played = Omit<StoryResult, "verdict">;

/** Does what the story does to all, where it does such; answers how to play what is left of it. */
export async function begin(story: Story, stage: Stage): Promise<() => Promise<Played>> {
  const { name, tells } = story;
  const started = performance.now();
  const disturbed = story.disturb === undefined ? null : await failureOf(story.disturb(stage));
  return async () => {
    const failure = disturbed ?? (await failureOf(story.play(stage)));
    return { name, tells, seconds: (performance.now() - started) / 1000, failure };
  };
}

/** Judges by what both sides hold now: late in a run, what came late is seen too. */
export async function judgeNow(played: Played, sides: Sides): Promise<StoryResult> {
  const { observation } = await observe(sides);
  return { ...played, verdict: judge(observation) };
}

async function failureOf(playing: Promise<void>): Promise<string | null> {
  try {
    await playing;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Waits until both sides agree and nothing is on its way. */
export async function settle(sides: Sides): Promise<Observation> {
  return await until("both sides to agree", SETTLE_SECONDS, async () => {
    const seen = await observe(sides);
    return isSettled(seen) ? seen.observation : null;
  });
}

function isSettled({ observation, isQuiet }: Observed): boolean {
  return isQuiet && judge(observation).lost.length === 0;
}
