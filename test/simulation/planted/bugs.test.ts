import { describe, expect, it } from "vitest";
import { runHistory } from "../history.ts";
import { PLANTED_BUGS } from "./bugs.ts";
import { firstCatch } from "./first-catch.ts";

/** Every one is caught well before; `node test/simulation/planted/main.ts` tells the seeds. */
const LIMIT = 500;

describe("the simulation has teeth: it catches", () => {
  it.each(PLANTED_BUGS.map((bug) => [bug.name, bug] as const))(
    "%s",
    async (_name, bug) => {
      expect(await firstCatch(bug, LIMIT, runHistory)).not.toBeNull();
    },
    60_000,
  );
});
