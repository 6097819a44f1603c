import type { runHistory } from "../history.ts";
import type { PlantedBug } from "./planted-bug.ts";

/** The first seed whose history breaks a promise with this bug; null where none up to `limit` does. */
export async function firstCatch(
  bug: PlantedBug,
  limit: number,
  run: typeof runHistory,
): Promise<number | null> {
  for (let seed = 1; seed <= limit; seed += 1) {
    const { lost, duplicateFulfillments, duplicateNotices, diverged } = await run(seed, bug);
    if (lost + duplicateFulfillments + duplicateNotices + diverged > 0) return seed;
  }
  return null;
}
