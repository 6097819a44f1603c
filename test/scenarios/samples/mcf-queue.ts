import { amazonMcf } from "../../../app/domain/mapping/presets/amazon-mcf.ts";
import { presetSource } from "../../bad-input/open-shop.ts";
import type { WholeApp } from "../../bad-input/whole-app.ts";
import type { RunningSqs } from "../../sandbox/sqs/start.ts";
import { unsigned } from "../senders.ts";
import type { SampleStory } from "./sample-story.ts";
import { APPLIED } from "./sample-story.ts";

export const MCF_QUEUE = "mcf-notifications";

/** A notification that no URL gets: it lies in the merchant's queue. */
export const MCF_STORY: SampleStory = {
  title: "Amazon MCF: a notification in a queue moves the order on",
  sample: "amazon_mcf_fulfillment_order_status",
  source: presetSource(amazonMcf),
  sign: unsigned,
  bought: { name: "SFOID2345", lines: [{ sku: "SELLERSKU9345", quantity: 12 }] },
  end: APPLIED,
  shows: "in_progress",
};

/** The merchant enters the queue on the source's page and turns it on. */
export async function readQueueOf(
  app: WholeApp,
  endpointUrl: string,
  sqs: RunningSqs,
): Promise<void> {
  const { rows } = await app.test.owner.query<{ shop_id: string; source_id: string }>(
    "SELECT shop_id, source_id FROM endpoint WHERE key = $1",
    [endpointUrl.split("/").at(-1)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the endpoint is there");
  const by = { shopId: row.shop_id, actor: "test" };
  const { key, region } = sqs;
  sqs.queue(MCF_QUEUE);
  const form = {
    url: sqs.urlOf(MCF_QUEUE),
    region,
    accessKeyId: key.id,
    secretAccessKey: key.secret,
  };
  const { saveQueue, turnQueueOn } = app.services.commands;
  const saved = await saveQueue(by, { sourceId: row.source_id, form });
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
  await turnQueueOn(by, row.source_id);
}
