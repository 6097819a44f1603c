import { existsSync, readdirSync, readFileSync } from "node:fs";

import { z } from "zod";

/** The folder of real payloads, beside the repository; not everybody has it. */
export const SAMPLES = "../shared/oms/samples";

/** What stands in the URL that the system calls. */
export const QUERIES: Readonly<Record<string, string>> = {
  shipstation_custom_store_shipnotice:
    "action=shipnotify&order_number=ABC123&carrier=USPS&service=Priority",
};

/** Problems that the sample itself has, such as a placeholder where an address should be. */
export const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  shipbob_shipments_tracking: ["tracking_url_dropped"],
};

const expectedSchema = z.looseObject({
  order_ref: z.string().nullable(),
  status: z.string().nullable(),
  status_norm: z.string(),
  tracking_number: z.string().nullable(),
  carrier: z.string().nullable(),
  tracking_url: z.string().nullable(),
  items: z.array(z.object({ sku: z.string(), qty: z.number() })),
  occurred_at: z.string().nullable(),
  event_id: z.string().optional(),
  shipment_ref: z.string().optional(),
  external_shipment_id: z.string().optional(),
});

const metaSchema = z.looseObject({
  name: z.string(),
  file: z.string(),
  delivery: z.enum(["webhook", "poll", "queue"]),
  thin: z.object({ fetch: z.string() }).nullable(),
  expected_list: z.array(expectedSchema),
});

export type Expected = z.infer<typeof expectedSchema>;

/** One real payload and what a right mapping reads from it. */
export interface Sample {
  readonly name: string;
  readonly body: Uint8Array;
  /** How the system gives it. */
  readonly delivery: "webhook" | "poll" | "queue";
  readonly expected: readonly Expected[];
}

export function readSamples(): readonly Sample[] {
  if (!existsSync(SAMPLES)) return [];
  return readdirSync(SAMPLES)
    .filter((file) => file.endsWith(".meta.json"))
    .map((file) => metaSchema.parse(JSON.parse(readFileSync(`${SAMPLES}/${file}`, "utf8"))))
    .map(({ name, file, delivery, expected_list }) => ({
      name,
      delivery,
      body: readFileSync(`${SAMPLES}/${file}`),
      expected: expected_list,
    }));
}
