import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWholeApp } from "../bad-input/whole-app.ts";
import type { WholeApp } from "../bad-input/whole-app.ts";
import { mappingOf } from "../samples/mapping-of.ts";
import { readSamples, SAMPLES } from "../samples/sample.ts";
import type { Sample } from "../samples/sample.ts";
import { seenIn, wanted } from "../samples/seen.ts";
import { openEntrance } from "./samples/entrance.ts";

const SETTLE_MILLISECONDS = 15_000;
/** It only points to its data: what it leads to is told by the list that it points to. */
const THIN = "shipstation_v1_ship_notify";
const FETCHED = "shipstation_v1_list_shipments";

const samples = readSamples();
let app: WholeApp;

/** The message's state, once a worker has read it. */
async function read(messageId: string): Promise<string> {
  const state = async () => (await app.stateOf(messageId))?.state ?? "recorded";
  await expect.poll(state, { timeout: SETTLE_MILLISECONDS }).not.toBe("recorded");
  return state();
}

function expectedOf({ name, expected }: Sample, seen: ReturnType<typeof seenIn>) {
  const zone = mappingOf(name).mapping.zone ?? "UTC";
  return expected.map((one, index) => wanted(one, seen[index], zone));
}

describe.skipIf(samples.length === 0)(
  `every real payload comes in as its system gives it, and the ledger holds exactly what it means (skipped where ${SAMPLES} is absent)`,
  () => {
    beforeAll(async () => {
      app = await startWholeApp();
    });

    afterAll(() => app.close());

    it("by webhook, by poll and from a queue", () => {
      const count = (delivery: Sample["delivery"]) =>
        samples.filter((sample) => sample.delivery === delivery).length;
      expect([count("webhook"), count("poll"), count("queue")]).toEqual([20, 6, 1]);
    });

    it.each(
      samples.filter(({ name }) => name !== THIN).map((sample) => [sample.name, sample] as const),
    )("%s", async (name, sample) => {
      const entrance = await openEntrance(app, name);
      const messageId = await entrance.handIn(sample);
      expect(await read(messageId)).not.toMatch(/quarantined|dead/);
      const seen = seenIn(await entrance.learnt(messageId));
      expect(seen).toEqual(expectedOf(sample, seen));
    });

    it(`${THIN} changes nothing by itself, and what it points to is read by the same mapping`, async () => {
      const poke = samples.find(({ name }) => name === THIN);
      const list = samples.find(({ name }) => name === FETCHED);
      if (poke === undefined || list === undefined) throw new Error("a sample is gone");
      const entrance = await openEntrance(app, THIN);
      expect(await entrance.learnt(await entrance.handIn(poke))).toEqual([]);

      const messageId = await entrance.handInFetched(list.body);
      await read(messageId);
      const seen = seenIn(await entrance.learnt(messageId));
      expect(seen).toEqual(expectedOf(list, seen));
    });

    it("never are our fault", () => {
      expect(app.errors()).toEqual([]);
    });
  },
);
