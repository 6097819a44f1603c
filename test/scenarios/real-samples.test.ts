import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startWholeApp } from "../bad-input/whole-app.ts";
import type { WholeApp } from "../bad-input/whole-app.ts";
import { readSamples, SAMPLES } from "../samples/sample.ts";
import { CARRIER_STORIES } from "./samples/carrier-stories.ts";
import { startSqs } from "../sandbox/sqs/start.ts";
import { deliver, forged, genuine } from "./samples/delivery.ts";
import { MAPPED_STORIES } from "./samples/mapped-stories.ts";
import { MCF_QUEUE, MCF_STORY, readQueueOf } from "./samples/mcf-queue.ts";
import { OMS_STORIES } from "./samples/oms-stories.ts";
import type { SampleStory } from "./samples/sample-story.ts";
import { openSampleStage } from "./samples/stage.ts";
import type { SampleStage } from "./samples/stage.ts";
import { displayOf, wantedDisplays } from "./samples/wanted-display.ts";

const STORIES = [...OMS_STORIES, ...CARRIER_STORIES, ...MAPPED_STORIES];
const SETTLE_MILLISECONDS = 10_000;
const DAY = 86_400_000;
const FULFILLMENT_ORDER = { in_progress: ["IN_PROGRESS"], nothing: ["OPEN"] };

const samples = new Map(readSamples().map((sample) => [sample.name, sample]));
let app: WholeApp;

function sampleOf({ sample: name }: SampleStory) {
  const sample = samples.get(name);
  const [expected] = sample?.expected ?? [];
  if (sample === undefined || expected === undefined) throw new Error(`no sample ${name}`);
  return { body: new Uint8Array(sample.body), expected };
}

async function ends(messageId: string, end: SampleStory["end"]): Promise<void> {
  await expect
    .poll(() => app.stateOf(messageId), { timeout: SETTLE_MILLISECONDS })
    .toMatchObject(end);
}

/** Before the sample or after it, the OMS says what is in the parcel. */
async function ship(stage: SampleStage, story: SampleStory): Promise<void> {
  const { tracking_number: number, occurred_at: at } = sampleOf(story).expected;
  const shippedAt = new Date(Date.parse(at ?? "") - DAY);
  await ends(await stage.ship(number ?? "", shippedAt), { state: "applied", code: "applied" });
}

describe.skipIf(samples.size === 0)(
  `real payloads through the whole app (skipped where ${SAMPLES} is absent)`,
  () => {
    beforeAll(async () => {
      app = await startWholeApp();
    });

    afterAll(() => app.close());

    it.each(STORIES.map((story, at) => [story.title, story, `sample-${String(at)}`] as const))(
      "%s",
      async (_title, story, handle) => {
        const { body, expected } = sampleOf(story);
        const stage = await openSampleStage(app, handle, story);
        if (story.omsShips === "before") await ship(stage, story);
        const before = await stage.shop.messageCount();

        const lie = forged(story, stage.endpointUrl, body);
        if (lie !== null) expect(await deliver(lie)).toMatchObject({ status: 401 });
        expect(await stage.shop.messageCount()).toBe(before);

        const truth = genuine(story, stage.endpointUrl, body);
        const told = await deliver(truth);
        expect(told).toMatchObject({ status: 202, outcome: "recorded" });
        if (story.omsShips === "after") {
          await ends(told.id ?? "", { state: "waiting", code: "order_not_found" });
          await ship(stage, story);
        }
        await ends(told.id ?? "", story.end);
        expect(await deliver(truth)).toMatchObject({ status: 200, outcome: "duplicate" });

        const shown = await stage.shop.fulfillmentsOf(stage.order);
        expect(shown.map(displayOf)).toMatchObject(wantedDisplays(story, expected));
        if (story.shows === "in_progress" || story.shows === "nothing") {
          const progress = await stage.shop.progressOf(stage.order);
          expect(progress).toEqual(FULFILLMENT_ORDER[story.shows]);
        }
      },
    );

    it("Amazon MCF: a notification in a queue moves the order on (S65)", async () => {
      const sqs = await startSqs();
      onTestFinished(() => sqs.close());
      const stage = await openSampleStage(app, "sample-queue", MCF_STORY);
      await readQueueOf(app, stage.endpointUrl, sqs);
      sqs.send(MCF_QUEUE, new TextDecoder().decode(sampleOf(MCF_STORY).body));
      await expect
        .poll(() => stage.shop.messages(), { timeout: SETTLE_MILLISECONDS })
        .toMatchObject([{ via: "queue", ...MCF_STORY.end }]);
      expect(sqs.queue(MCF_QUEUE).size).toBe(0);
      expect(await stage.shop.progressOf(stage.order)).toEqual(FULFILLMENT_ORDER.in_progress);
    });

    it("never are our fault", () => {
      expect(app.errors()).toEqual([]);
    });
  },
);
