import { createHmac } from "node:crypto";
import { openDatabase } from "../../app/adapters/postgres/database.ts";
import { openRecords, rememberRecords } from "../../app/adapters/postgres/polled-records.ts";
import { makeDue } from "../../app/adapters/postgres/poller-settings.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { uuidV7Ids } from "../../app/adapters/system/ids.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { readConfig } from "../../app/config.server.ts";
import { compose, type Composition } from "../../app/services.server.ts";
import { jobsByTheClock } from "../../app/worker.server.ts";
import { addressesOf } from "../bench/screens/addresses.ts";
import { serverTimes } from "../bench/screens/server-times.ts";
import { recordingLog } from "../routes/recording-log.ts";
import { until } from "../sandbox/processes/until.ts";
import { SEEDED_KEY } from "../seed/seeded-data.ts";
import type { SeededStage } from "../seed/seeded-stage.ts";
import { SECRET } from "../seed/world.ts";

/** The parts of the app in this process, on the stage's database. */
export interface Work {
  readonly stage: SeededStage;
  readonly sourceId: string;
  readonly composition: Composition;
  readonly database: ReturnType<typeof openDatabase>;
  /** What the jobs said went wrong. */
  readonly errors: () => readonly unknown[];
}

const BY = "staff 7";

export async function startWork(stage: SeededStage): Promise<Work> {
  const database = openDatabase({ url: stage.databaseUrl });
  const log = recordingLog();
  const composition = compose(readConfig(environmentOf(stage), []), {
    clock: systemClock,
    ids: uuidV7Ids(systemClock),
    log,
    metrics: systemMetrics(),
    database,
  });
  const { rows } = await stage.owner.query<{ id: string }>(
    "SELECT id FROM source WHERE shop_id = $1 AND name = 'Main OMS'",
    [stage.shopId],
  );
  return {
    stage,
    sourceId: rows[0]?.id ?? "",
    composition,
    database,
    errors: () => log.lines.filter(({ level }) => level === "error"),
  };
}

function environmentOf({ shopifyUrl, appUrl }: SeededStage) {
  return {
    NODE_ENV: "test",
    SHOPIFY_API_KEY: "client-id",
    SHOPIFY_API_SECRET: "client-secret",
    SHOPIFY_APP_URL: appUrl,
    SANDBOX_SHOPIFY_URL: shopifyUrl,
    HANDOFF_KEY: SEEDED_KEY.toString("base64"),
    HANDOFF_LOCAL_SOURCES: "yes",
  };
}

/** A statement with a name is planned for all values at once from its sixth time on. */
const ROUNDS = 6;

/** Every list, filter, search and detail. */
export async function openEveryScreen({ stage }: Work): Promise<void> {
  await serverTimes(stage, await addressesOf(stage), ROUNDS);
}

const ORDERS = 8;

/** Webhooks about orders of the store, new and known, to their end. */
export async function sendWebhooks({ stage, sourceId }: Work): Promise<void> {
  const { rows } = await stage.owner.query<{ key: string }>(
    "SELECT key FROM endpoint WHERE source_id = $1",
    [sourceId],
  );
  const url = `${stage.appUrl}/webhooks/oms/${rows[0]?.key ?? ""}`;
  for (let order = 0; order < ORDERS; order += 1) {
    const name = await stage.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }]);
    for (const status of ["processing", "shipped", "delivered", "misspelt"]) {
      await send(url, bodyOf(name, status));
      await send(url, bodyOf(name, status));
    }
  }
  await until("every message to be settled", 90, async () => {
    const open = await stage.owner.query(
      `SELECT FROM message_task WHERE shop_id = $1
       UNION ALL SELECT FROM lane WHERE shop_id = $1 AND due_at <= now()`,
      [stage.shopId],
    );
    return open.rowCount === 0 ? true : null;
  });
}

function bodyOf(name: string, status: string): string {
  const tracking = { tracking_number: `1Z-${name}`, carrier: "UPS", tracking_url: null };
  return JSON.stringify({
    event_id: `plans-${name}-${status}`,
    occurred_at: "2026-11-20T09:00:00Z",
    order: { id: name, name, shopify_order_id: null },
    status,
    shipment: { id: `S${name}`, packages: [tracking], lines: [{ sku: "MUG-BLUE", quantity: 1 }] },
  });
}

async function send(url: string, body: string): Promise<void> {
  const seconds = String(Math.floor(Date.now() / 1000));
  const id = `msg_${createHmac("sha256", "id").update(body).digest("hex").slice(0, 20)}`;
  const key = Buffer.from(SECRET.replace("whsec_", ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": seconds,
      "webhook-signature": `v1,${mac}`,
    },
    body,
  });
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}`);
}

/** A backtest, the check of a replay, a replay and a reconciliation, to their end. */
export async function carryOutRuns(work: Work): Promise<void> {
  const { stage, sourceId } = work;
  const { commands } = work.composition.services;
  const by = { shopId: stage.shopId, actor: BY };
  const { rows } = await stage.owner.query<{ id: string }>(
    "SELECT message_id AS id FROM interpretation WHERE shop_id = $1 AND source_id = $2 ORDER BY message_id DESC LIMIT 60",
    [stage.shopId, sourceId],
  );
  const messageIds = rows.map(({ id }) => id);
  await commands.startReplayCheck(by, { sourceId, messageIds });
  await commands.startReplay(by, { sourceId, messageIds, notices: "none" });
  await commands.startBacktest(by, { sourceId, candidateId: await liveVersion(work) });
  await commands.reconcileNow(by);
  await until("every run to end", 120, async () => {
    const open = await stage.owner.query(
      "SELECT FROM run WHERE shop_id = $1 AND ended_at IS NULL AND kind <> 'reconciliation'",
      [stage.shopId],
    );
    return open.rowCount === 0 ? true : null;
  });
}

async function liveVersion({ stage, sourceId }: Work): Promise<string> {
  const { rows } = await stage.owner.query<{ id: string }>(
    "SELECT id FROM mapping_version WHERE source_id = $1 ORDER BY version DESC LIMIT 1",
    [sourceId],
  );
  return rows[0]?.id ?? "";
}

/** Everything that is done by the clock, once by once. */
export async function doJobs({ composition }: Work): Promise<void> {
  for (const job of jobsByTheClock(composition.workerPorts, { retentionDays: 30 })) await job.run();
}

const FEED = "orders";

/** What a poll asks of its records, and a poll of an address that has none. */
export async function poll({ stage, sourceId, database }: Work): Promise<void> {
  const { shopId } = stage;
  const claimed = { shopId, sourceId };
  await database.forShop(shopId, async (sql) => {
    const rule = { feed: FEED, limit: 50, maximumDays: 60 };
    const asked = await openRecords(sql, sourceId, rule);
    await rememberRecords(sql, claimed, { seen: [], asked });
    await makeDue(sql, shopId, sourceId);
  });
  await until("the poll to end", 60, async () => {
    const { rows } = await stage.owner.query<{ ended: boolean }>(
      "SELECT poll_id IS NULL AND problem IS NOT NULL AS ended FROM poller WHERE source_id = $1",
      [sourceId],
    );
    return rows[0]?.ended === true ? true : null;
  });
}

/** What customers' pages, the admin's blocks, scripts and subscribers ask. */
export async function askFromOutside(work: Work): Promise<void> {
  const { stage, sourceId, composition } = work;
  const { queries } = composition.services;
  const { shopId } = stage;
  const { rows } = await stage.owner.query<{ id: string }>(
    "SELECT order_id AS id FROM order_record WHERE shop_id = $1 AND order_id IS NOT NULL ORDER BY updated_at DESC LIMIT 8",
    [shopId],
  );
  for (const { id: orderId } of rows) {
    await queries.orderStatus({ shopId, orderId });
    await queries.staffStatus({ shopId, orderId });
    await queries.recordOf({ shopId, orderId });
    await queries.newestArrival(shopId, sourceId);
  }
  await askForEvents(work);
}

/** Each statement that was planned with a name gets its plan for all values, too. */
async function askForEvents({ stage, composition: { events } }: Work): Promise<void> {
  const { shopId } = stage;
  const { rows } = await stage.owner.query<{ subscriber: string; event: string }>(
    `SELECT d.subscriber_id AS subscriber, d.event_id AS event FROM event_delivery AS d
     JOIN subscriber AS s ON s.id = d.subscriber_id
     WHERE d.shop_id = $1 AND NOT s.is_pushed ORDER BY d.id DESC OFFSET 20 LIMIT 8`,
    [shopId],
  );
  for (const { subscriber: subscriberId, event: eventId } of rows) {
    const reader = { shopId, subscriberId };
    await events.find("hk_nobody");
    for (const which of ["all", "open"] as const) {
      const request = { reader, limit: 10, which };
      await events.read({ ...request, start: { from: "event", eventId } });
      await events.read({ ...request, start: { from: "first" } });
      await events.read({ ...request, start: { from: "now" } });
    }
    await events.acknowledge(reader, eventId);
  }
}
