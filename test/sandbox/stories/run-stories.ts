import { playTogether } from "./play-together.ts";
import type { StoryResult, Summary } from "./report.ts";
import { summarise } from "./report.ts";
import { STORIES } from "./scripts/all.ts";
import type { Story } from "./story.ts";
import { startTheatre } from "./theatre.ts";

export interface StoryOptions {
  /** One name, or `all`. */
  readonly which: string;
  /** `json` adds one JSON object as the last line. */
  readonly format: "text" | "json";
  readonly say: (line: string) => void;
  /** Ends the run early: what is running is stopped, and `StoriesStopped` thrown. */
  readonly stop: AbortSignal;
}

/** Somebody pressed Ctrl-C. */
export class StoriesStopped extends Error {
  override readonly name = "StoriesStopped";
}

/** Plays stories against real processes; true where every promise held. */
export async function runStories(options: StoryOptions): Promise<boolean> {
  const { which, format, say } = options;
  const stories = storiesNamed(which);
  if (stories.length === 0) {
    say(
      `There is no story "${which}". There are: all, ${STORIES.map(({ name }) => name).join(", ")}.`,
    );
    return false;
  }
  const summary = summarise(await playAll(stories, options));
  say(`\n${inWords(summary)}`);
  if (format === "json") say(JSON.stringify(summary));
  return summary.stories.every(({ passed }) => passed);
}

/** Words may be joined by spaces or by hyphens. */
function storiesNamed(which: string): readonly Story[] {
  if (which === "all") return STORIES;
  const wanted = which.trim().replaceAll(" ", "-");
  return STORIES.filter(({ name }) => name === wanted);
}

/** Each story is judged when it ends, and all of them again at the very end: that verdict counts. */
async function playAll(
  stories: readonly Story[],
  { say, stop }: StoryOptions,
): Promise<StoryResult[]> {
  const theatre = await startTheatre(say);
  try {
    return await Promise.race([playTogether(theatre, stories, say), stopped(stop)]);
  } finally {
    await theatre.close();
  }
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new StoriesStopped("the stories were stopped"));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}

function inWords({ stories, lost, duplicateFulfillments, duplicateNotices }: Summary): string {
  const passed = stories.filter((story) => story.passed).length;
  return [
    `${String(passed)} of ${String(stories.length)} stories passed`,
    `lost ${String(lost)}`,
    `duplicate fulfillments ${String(duplicateFulfillments)}`,
    `duplicate notices ${String(duplicateNotices)}`,
  ].join(", ");
}
