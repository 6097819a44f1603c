import { begin, judgeNow } from "./play.ts";
import { describeResult, type StoryResult } from "./report.ts";
import { openStage } from "./stage.ts";
import type { Story } from "./story.ts";
import type { Theatre } from "./theatre.ts";

/** Judges a story by what there is when it is called. */
type Look = () => Promise<StoryResult>;

/** A story, or what is left of one. */
interface Part {
  readonly story: Story;
  readonly play: () => Promise<Look>;
}

/** Each waits for the most part; more at once would only stand in each other's way. */
const AT_ONCE = 4;

/**
 * Plays the stories beside each other, and says of each how it ended; their
 * results come in the order of the stories, judged again at the very end.
 *
 * What a story does to the processes of all comes first, one after the other:
 * the leases of a killed worker run out while the others play.
 */
export async function playTogether(
  theatre: Theatre,
  stories: readonly Story[],
  say: (line: string) => void,
): Promise<StoryResult[]> {
  const left = (await partsOf(theatre, stories)).values();
  const looks = new Map<Story, Look>();
  const playSome = async (): Promise<void> => {
    for (const { story, play } of left) {
      const look = await play();
      say(describeResult(await look()));
      looks.set(story, look);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, playSome));
  return await Promise.all(stories.flatMap((story) => looks.get(story)?.() ?? []));
}

async function partsOf(theatre: Theatre, stories: readonly Story[]): Promise<readonly Part[]> {
  const disturbing: Part[] = [];
  for (const story of stories.filter(({ disturb }) => disturb !== undefined)) {
    disturbing.push({ story, play: await enter(theatre, story) });
  }
  const others = stories.filter(({ disturb }) => disturb === undefined);
  return [
    ...disturbing,
    ...others.map((story) => ({ story, play: async () => (await enter(theatre, story))() })),
  ];
}

/** Opens the story's stage, and does what it does to all; answers how to play what is left of it. */
async function enter(theatre: Theatre, story: Story): Promise<() => Promise<Look>> {
  try {
    const { stage, sides } = await openStage(theatre, story);
    const rest = await begin(story, stage);
    return async () => {
      const played = await rest();
      return () => judgeNow(played, sides);
    };
  } catch (error) {
    const result = neverPlayed(story, error);
    return () => Promise.resolve(() => Promise.resolve(result));
  }
}

/** Where even the stage could not be set, nothing was promised and nothing broken, and the story failed. */
function neverPlayed({ name, tells }: Story, error: unknown): StoryResult {
  const failure = error instanceof Error ? error.message : String(error);
  const verdict = { lost: [], duplicateFulfillments: [], duplicateNotices: [] };
  return { name, tells, seconds: 0, failure, verdict };
}
