import { inject } from "vitest";
import type { Theatre } from "../sandbox/stories/theatre.ts";

/** The running sandbox that all scenarios of a run play in, each in a shop of its own. */
export type SharedTheatre = Pick<Theatre, "shopifyUrl" | "omsUrl">;

/** Starts it where no scenario of this run did yet; see `theatre-door.ts`. */
export async function sharedTheatre(): Promise<SharedTheatre> {
  const answer = await fetch(inject("theatreDoor"));
  if (!answer.ok) throw new Error(`the theatre did not start: ${await answer.text()}`);
  return (await answer.json()) as SharedTheatre; // the door writes it
}
