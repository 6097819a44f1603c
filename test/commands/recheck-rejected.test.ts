import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cryptography } from "../../app/adapters/system/cryptography.ts";
import { systemGunzip } from "../../app/adapters/system/gunzip.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { enterSecret } from "../../app/commands/change-source.ts";
import { recheckRejected } from "../../app/commands/recheck-rejected.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import { STANDARD_RESPONSE } from "../../app/domain/signature/response-contract.ts";
import { instantOf } from "../../app/domain/instant.ts";
import { intake } from "../../app/pipeline/intake/intake.ts";
import type { Intake } from "../../app/pipeline/intake/intake.ts";
import type { Delivery } from "../../app/pipeline/intake/delivery.ts";
import type { KeySets, ReceivingEndpoint } from "../../app/pipeline/ports.ts";
import { freshDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres.ts";
import { recordingLog } from "../routes/recording-log.ts";

const WRONG = "whsec_d3JvbmctZnJvbS10aGUtc3RhcnQtMTIzNDU2Nzg5";
const RIGHT = "whsec_cmlnaHQtb25lLW9mLXRoZS1vbXMtMTIzNDU2Nzg5";
const HOUR = 3_600_000;

const NO_KEY_SETS: KeySets = {
  known: () => Promise.resolve("unavailable"),
  refreshed: () => Promise.resolve("unavailable"),
};

let test: TestDatabase;
let gate: Intake;
/** What this process last kept in memory of the endpoints; null where it asks the database. */
let remembered: ReceivingEndpoint | null = null;
/** The test's own time. */
let now = Date.now() - 2 * HOUR;

beforeAll(async () => {
  test = await freshDatabase();
  gate = intake(
    {
      ...test.adapter,
      endpoints: {
        ...test.adapter.endpoints,
        find: async (key) => remembered ?? (await test.adapter.endpoints.find(key)),
      },
      ids: test.ids,
      clock: { now: () => instantOf(now) },
      log: recordingLog(),
      metrics: systemMetrics(),
      cryptography,
      gunzip: systemGunzip,
      nextTurn: setImmediate,
      keySets: NO_KEY_SETS,
    },
    { perSecond: 50, burst: 1000 },
  );
});

afterEach(() => {
  remembered = null;
});

afterAll(() => test.close());

async function newSource(name: string) {
  const shop = await test.adapter.shops.installed(`${name}.myshopify.com`, []);
  const by = { shopId: shop.id, actor: "staff 1" };
  const made = await test.adapter.sources.create(by, {
    name,
    role: "oms",
    preset: genericJson.id,
    policy: DEFAULT_POLICY,
    scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
    deduplication: { from: "signed_id" },
    response: STANDARD_RESPONSE,
    accepts: ["json"],
    secret: WRONG,
    mapping: genericJson.mapping,
    statusMap: genericJson.statusMap,
  });
  if (made.outcome !== "created") throw new Error(made.outcome);
  return { ...made, by };
}

type Source = Awaited<ReturnType<typeof newSource>>;

/** A delivery that the OMS signed with this secret, at the test's time. */
function deliveryOf({ endpointKey }: Source, id: string, secret: string): Delivery {
  const body = Buffer.from(JSON.stringify({ order: { name: "#1001" }, status: "shipped", id }));
  const seconds = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${seconds}.`).update(body).digest("base64");
  return {
    endpointKey,
    method: "POST",
    url: `/webhooks/oms/${endpointKey}?store=1`,
    headers: [
      ["Content-Type", "application/json"],
      ["Webhook-Id", id],
      ["Webhook-Timestamp", seconds],
      ["Webhook-Signature", `v1,${mac}`],
    ],
    sender: "192.0.2.1",
    readBody: () => Promise.resolve(body),
  };
}

async function refuse(delivery: Delivery): Promise<void> {
  expect(await gate.receive(delivery)).toMatchObject({ outcome: "refused" });
  await gate.settled();
}

function recheck({ by, sourceId }: Source) {
  const parts = { ...test, ...test.adapter, receiveAgain: gate.receiveAgain };
  return recheckRejected(parts, by, sourceId);
}

function mend({ by, sourceId }: Source) {
  return enterSecret({ ...test, ...test.adapter }, by, { sourceId, secret: RIGHT });
}

async function bodiesOf({ by, sourceId }: Source): Promise<readonly string[]> {
  const { rows } = await test.owner.query<{ id: string }>(
    "SELECT id FROM message WHERE source_id = $1 ORDER BY deduplication_key",
    [sourceId],
  );
  const contents = rows.map(({ id }) => test.adapter.contents.message(by.shopId, id));
  return (await Promise.all(contents)).map((content) =>
    Buffer.from(content?.body ?? []).toString(),
  );
}

describe("H11: what was refused for a wrong secret", () => {
  it("is taken in once the secret is mended, hours later, byte for byte and once", async () => {
    const source = await newSource("mended");
    for (const id of ["msg_1", "msg_2"]) await refuse(deliveryOf(source, id, RIGHT));
    expect(await bodiesOf(source)).toEqual([]);
    now += HOUR;
    expect(await recheck(source)).toEqual({ outcome: "rechecked", taken: 0, refused: 2 });

    expect(await mend(source)).toBe("entered");
    expect(await recheck(source)).toMatchObject({ taken: 2, refused: 0 });

    const bodies = await bodiesOf(source);
    expect(bodies.map((body) => (JSON.parse(body) as { id: string }).id)).toEqual([
      "msg_1",
      "msg_2",
    ]);
    expect(await recheck(source)).toEqual({ outcome: "rechecked", taken: 0, refused: 0 });
  });

  it("is judged by the secret just entered, though this process still remembers the one before", async () => {
    const source = await newSource("remembered");
    await refuse(deliveryOf(source, "msg_1", RIGHT));
    remembered = await test.adapter.endpoints.find(source.endpointKey);
    expect(await mend(source)).toBe("entered");
    expect(await recheck(source)).toEqual({ outcome: "rechecked", taken: 1, refused: 0 });
  });

  it("stays refused where it was forged, or signed with a time long before it came", async () => {
    const source = await newSource("forged");
    await refuse(
      deliveryOf(source, "msg_forged", "whsec_bm90IHRoZSBzZWNyZXQgb2YgYW55Ym9keSAxMjM="),
    );
    const old = deliveryOf(source, "msg_old", RIGHT);
    now += HOUR;
    await refuse(old);
    await mend(source);
    await test.adapter.endpoints.find(source.endpointKey);
    expect(await recheck(source)).toEqual({ outcome: "rechecked", taken: 0, refused: 2 });
    expect(await bodiesOf(source)).toEqual([]);
  });

  it("is nobody else's to judge, and a secret that cannot be one is refused", async () => {
    const source = await newSource("mine");
    const other = await newSource("other");
    const stranger = { ...source, by: other.by };
    expect(await recheck(stranger)).toEqual({ outcome: "not_found" });
    expect(await mend(stranger)).toBe("not_found");
    const parts = { ...test, ...test.adapter };
    const { by, sourceId } = source;
    expect(await enterSecret(parts, by, { sourceId, secret: "short" })).toBe("secret_invalid");
  });

  it("is kept sealed: neither the proof nor the body can be read in the database", async () => {
    const source = await newSource("sealed");
    const delivery = deliveryOf(source, "msg_sealed", RIGHT);
    await refuse(delivery);
    const { rows } = await test.owner.query<{ text: string }>(
      "SELECT rejected_delivery::text AS text FROM rejected_delivery",
    );
    const [, signature = ""] = delivery.headers.at(-1) ?? [];
    for (const { text } of rows) {
      expect(text).not.toContain(signature);
      expect(text).not.toContain(Buffer.from(signature).toString("hex"));
    }
  });
});
