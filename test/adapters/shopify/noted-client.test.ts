import { expect, it } from "vitest";
import { notedClient } from "../../../app/adapters/shopify/admin/noted-client.ts";
import type { Reply } from "../../../app/adapters/shopify/admin/reply.ts";
import { READ_SHOP } from "../../../app/adapters/shopify/operations/read-shop.ts";
import { SHOP } from "./shopify-parts.ts";

type Warning = readonly [event: string, fields: Readonly<Record<string, unknown>>];

async function noted(reply: Reply<never>) {
  const counts: string[] = [];
  const warnings: Warning[] = [];
  const client = notedClient(
    { request: () => Promise.resolve(reply) },
    {
      metrics: {
        count: (counter, code) => counts.push(`${counter} ${code}`),
        time: () => undefined,
      },
      log: {
        info: () => undefined,
        warn: (event, fields) => warnings.push([event, fields]),
        error: () => undefined,
      },
    },
  );
  expect(await client.request(SHOP, READ_SHOP, {})).toBe(reply);
  return { counts, warnings };
}

const throttled = { kind: "throttled", retryAfterMilliseconds: 10, cost: null } as const;

it("a call without an answer is counted and said, with its operation and reason", async () => {
  expect(await noted({ kind: "unknown", reason: "HTTP 502" })).toEqual({
    counts: ["shopify.api.called unknown"],
    warnings: [
      [
        "shopify.call_failed",
        { shop_id: SHOP.id, operation: "ReadShop", outcome: "unknown", reason: "HTTP 502" },
      ],
    ],
  });
});

it("what our own budget holds back is counted apart from what Shopify throttles", async () => {
  expect(await noted({ ...throttled, by: "us" })).toEqual({
    counts: ["shopify.api.called held_back"],
    warnings: [],
  });
  const { counts, warnings } = await noted({ ...throttled, by: "shopify" });
  expect(counts).toEqual(["shopify.api.called throttled"]);
  expect(warnings).toHaveLength(1);
});
