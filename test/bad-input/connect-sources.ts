import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import type { Actor, NewSource } from "../../app/adapters/postgres/sources.ts";
import type { TestDatabase } from "../postgres.ts";
import { ENDPOINT_NAMES, KEYS, secretOf } from "./sender.ts";
import type { EndpointName } from "./sender.ts";

/** Connects a source for each endpoint of the cases; answers the id of the shop that has all but one. */
export async function connectSources(database: TestDatabase): Promise<string> {
  const { shops } = database.adapter;
  const shop = await shops.installed("bad-input.myshopify.com", []);
  const other = await shops.installed("other-shop.myshopify.com", []);
  for (const name of ENDPOINT_NAMES) {
    const owner = name === "otherShop" ? other : shop;
    await connect(database, { shopId: owner.id, actor: "system" }, name);
  }
  return shop.id;
}

async function connect(database: TestDatabase, by: Actor, name: EndpointName): Promise<void> {
  const { adapter, owner } = database;
  const made = await adapter.sources.create(by, settingsOf(name));
  if (made.outcome !== "created") throw new Error(`source ${name}: ${made.outcome}`);
  const { endpointId } = made;
  await owner.query("UPDATE endpoint SET key = $2 WHERE id = $1", [endpointId, KEYS[name]]);
  if (name === "paused" || name === "stopped") {
    await adapter.sources.changeEndpoint(by, endpointId, { state: name });
  }
  if (name === "strict")
    await adapter.sources.changeEndpoint(by, endpointId, { strictReject: true });
  if (name === "active") await rotateTwice(database, by, endpointId);
}

/** The first secret ends at once, the second within the hour, the third is the current one. */
async function rotateTwice(
  { adapter }: TestDatabase,
  by: Actor,
  endpointId: string,
): Promise<void> {
  const rotate = (value: string, overlapSeconds: number) =>
    adapter.sources.rotateSecret(by, { endpointId, value, overlapSeconds });
  await rotate(secretOf("graced"), 0);
  await rotate(secretOf("active"), 3600);
}

function settingsOf(name: EndpointName): NewSource {
  const { mapping, statusMap } = genericJson;
  const plain: NewSource = {
    name,
    role: "oms",
    preset: genericJson.id,
    policy: DEFAULT_POLICY,
    scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
    deduplication: { from: "signed_id" },
    accepts: ["json", "xml"],
    secret: secretOf(name),
    mapping,
    statusMap,
  };
  switch (name) {
    case "active":
      return { ...plain, secret: secretOf("expired") };
    case "lenient":
      return { ...plain, accepts: ["any"] };
    case "hex":
      return { ...plain, scheme: HEX, deduplication: { from: "content" } };
    case "strict":
    case "paused":
    case "stopped":
    case "otherShop":
      return plain;
  }
}

const HEX = {
  kind: "hmac",
  algorithm: "sha256",
  encoding: "hex",
  place: { from: "header", name: "x-oms-signature", syntax: { kind: "raw" } },
  content: "{body}",
  timestamp: null,
  id: null,
  secretFormat: "utf8",
  keyDerivation: "none",
} as const;
