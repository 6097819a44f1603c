import { setTimeout as wait } from "node:timers/promises";

const LOOK_MILLISECONDS = 100;

/** Looks again and again until the answer is not null; throws, with `what`, when the time is over. */
export async function until<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | null>,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new WaitedInVain(what, seconds);
    await wait(LOOK_MILLISECONDS);
  }
}

/** What was waited for did not come in time. */
class WaitedInVain extends Error {
  override readonly name = "WaitedInVain";

  constructor(what: string, seconds: number) {
    super(`waited ${String(seconds)} s in vain for ${what}`);
  }
}
