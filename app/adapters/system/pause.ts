import { setTimeout as wait } from "node:timers/promises";

/** Waits so many seconds. */
export async function systemPause(seconds: number): Promise<void> {
  await wait(Math.max(0, Math.ceil(seconds * 1000)));
}
