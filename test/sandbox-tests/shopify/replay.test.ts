import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Bindings } from "../../sandbox/shopify/replay/bindings.ts";
import { difference } from "../../sandbox/shopify/replay/compare.ts";
import { playRecording } from "../../sandbox/shopify/replay/play.ts";
import { loadRecordings } from "../../sandbox/shopify/replay/recording.ts";
import { summarise, type StepVerdict } from "../../sandbox/shopify/replay/verdict.ts";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { start } from "./simulator.ts";

const FOLDER = fileURLToPath(new URL("../../../../shared/shopify/recordings", import.meta.url));
const CORE =
  /shipping-fulfillments|admin-platform|bulk-operations|metafields|orders\/(fulfillment|orderC|order-c|order-update)/;

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

describe.skipIf(!existsSync(FOLDER))(
  existsSync(FOLDER) ? "recorded stores" : "recorded stores (skipped: ../shared is not there)",
  () => {
    it("answers at least 98 % of the core steps, and 97 % of the costs, as recorded", async () => {
      const core: StepVerdict[][] = [];
      const all: StepVerdict[][] = [];
      for (const recording of loadRecordings(FOLDER)) {
        const verdicts = await playRecording(simulator, recording);
        all.push(verdicts);
        if (CORE.test(recording.name)) core.push(verdicts);
      }
      const { exact, different } = summarise(core);
      expect(exact / (exact + different)).toBeGreaterThanOrEqual(0.98);
      const { costExact, costCompared } = summarise(all);
      expect(costExact / costCompared).toBeGreaterThanOrEqual(0.97);
    }, 120_000);
  },
);

describe("the comparison of answers", () => {
  const compare = (recorded: unknown, ours: unknown): string | null =>
    difference({ bindings: new Bindings(), sentTimes: new Set(), times: [] }, "data", {
      recorded,
      ours,
    });

  it("takes other ids for the same objects, but not two for one", () => {
    const recorded = ["gid://shopify/Order/1", "gid://shopify/Order/1"];
    expect(compare(recorded, ["gid://shopify/Order/7", "gid://shopify/Order/7"])).toBeNull();
    expect(compare(recorded, ["gid://shopify/Order/7", "gid://shopify/Order/8"])).not.toBeNull();
  });

  it("wants times in their order and in their form, not to the second", () => {
    const recorded = { a: "2026-01-01T10:00:01Z", b: "2026-01-01T10:00:05Z" };
    expect(compare(recorded, { a: "2026-11-01T10:00:01Z", b: "2026-11-01T10:00:01Z" })).toBeNull();
    expect(
      compare(recorded, { a: "2026-11-01T10:00:09Z", b: "2026-11-01T10:00:01Z" }),
    ).not.toBeNull();
    expect(compare(recorded, { a: "2026-11-01", b: "2026-11-01T10:00:01Z" })).not.toBeNull();
  });

  it("wants sentences to the letter, missing and extra keys told apart", () => {
    expect(compare({ message: "No." }, { message: "No" })).toContain("data.message");
    expect(compare({ a: null }, {})).toContain("data.a");
    expect(compare({}, { b: 1 })).toContain("data.b");
  });
});
