import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { API_VERSION } from "../../../app/adapters/shopify/api-version.ts";
import { TOPICS } from "../../../app/adapters/shopify/webhooks/topics.ts";
import { REQUIRED_SCOPES } from "../../../app/domain/storefront/required-scopes.ts";

const ROOT = new URL("../../../", import.meta.url);
const TEXT = readFileSync(new URL("shopify.app.toml", ROOT), "utf8");
const APP = z
  .object({
    client_id: z.string(),
    access_scopes: z.object({ scopes: z.string() }),
    webhooks: z.object({
      api_version: z.string(),
      subscriptions: z.array(
        z.object({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.string()).default([]),
          uri: z.string(),
        }),
      ),
    }),
  })
  .parse(parse(TEXT));
const subscribed = APP.webhooks.subscriptions.flatMap((s) => [...s.topics, ...s.compliance_topics]);
const scopes = APP.access_scopes.scopes.split(",");

describe("shopify.app.toml", () => {
  it("subscribes to exactly the topics that we understand, each once", () => {
    expect([...subscribed].sort()).toEqual([...TOPICS].sort());
  });

  it("names topics that Shopify has in this API version", () => {
    const schema = gunzipSync(
      readFileSync(new URL("test/sandbox/shopify/schema/admin_2026-10.json.gz", ROOT)),
    ).toString("utf8");
    const topics = APP.webhooks.subscriptions.flatMap((s) => s.topics);
    const unknown = topics.filter(
      (topic) => !schema.includes(`"name":"${topic.toUpperCase().replace("/", "_")}"`),
    );
    expect(unknown).toEqual([]);
  });

  it("uses the API version of the operations", () => {
    expect(APP.webhooks.api_version).toBe(API_VERSION);
  });

  it("asks for every scope that the main job needs, and explains each", () => {
    expect(REQUIRED_SCOPES.filter((scope) => !scopes.includes(scope))).toEqual([]);
    expect(scopes.filter((scope) => !new RegExp(`^#.*\\b${scope}\\b`, "m").test(TEXT))).toEqual([]);
  });

  it("names no app: the client id comes from the environment of the CLI", () => {
    expect(APP.client_id).toBe("");
  });
});
