import { isCollision } from "./database-failure.ts";

const TRIES = 5;

/** Tries a whole transaction again where PostgreSQL ended it for another's sake. */
export async function untilNoCollision<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !isCollision(error)) throw error;
    }
  }
}
