import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpNotifier } from "../../app/adapters/notify/notifier.ts";
import { sourceRequests } from "../../app/adapters/oms/outgoing/source-requests.ts";
import { watchShop } from "../../app/adapters/postgres/alerts/incidents.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { cryptography } from "../../app/adapters/system/cryptography.ts";
import { systemGunzip } from "../../app/adapters/system/gunzip.ts";
import { addAlertChannel } from "../../app/commands/alerts.ts";
import { signer } from "../../app/domain/signature/sign.ts";
import { readAlerts } from "../../app/queries/read-alerts.ts";
import { type AlertParts, alertJob, sendDueAlerts } from "../../app/worker/alert-job.ts";
import { type AlertReceiver, startAlertReceiver } from "../adapters/notify/alert-receiver.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";
import { recordingLog } from "../routes/recording-log.ts";

let test: TestDatabase;
let receiver: AlertReceiver;
let parts: AlertParts;
let shopId: string;
let made = 0;
const metrics = systemMetrics();

beforeAll(async () => {
  test = await freshDatabase();
  receiver = await startAlertReceiver();
  shopId = (await test.adapter.shops.installed("acme.myshopify.com", [])).id;
  const requests = sourceRequests({ allowsLocal: true, gunzip: systemGunzip });
  parts = {
    database: test.database,
    channels: test.adapter.alertChannels,
    notifier: httpNotifier({ requests, sign: signer(cryptography), clock: systemClock }),
    clock: systemClock,
    ids: test.ids,
    log: recordingLog(),
    metrics,
    adminUrl: (domain, place) => `https://admin.example.com/${domain}${place}`,
  };
});
afterAll(async () => {
  receiver.close();
  await test.close();
});

async function deadMessage(): Promise<void> {
  made += 1;
  await test.owner.query(
    `INSERT INTO interpretation (shop_id, message_id, source_id, received_at, via, deduplication_key,
       body_size, state, reason_code, reason_detail)
     VALUES ($1, $2, $3, now(), 'webhook', $4, 1, 'dead', 'shopify_refused', '')`,
    [shopId, test.ids.next(), test.ids.next(), `k${String(made)}`],
  );
}

const by = () => ({ shopId, actor: "staff 7" });
const bodies = () =>
  receiver.received.map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
const alerts = () => readAlerts(test.database, shopId);

describe("S71: the alerts of a shop", () => {
  it("go to an address only once a test has arrived there", async () => {
    receiver.answer(500);
    const channel = { kind: "webhook", url: receiver.url } as const;
    expect(await addAlertChannel(parts, by(), channel)).toMatchObject({ outcome: "unreachable" });
    expect((await alerts()).channels).toEqual([]);
    receiver.answer(200);
    expect(await addAlertChannel(parts, by(), channel)).toMatchObject({ outcome: "added" });
    expect(bodies().at(-1)).toMatchObject({ type: "alert.test" });
    expect((await alerts()).channels).toMatchObject([{ kind: "webhook" }]);
  });

  it("keep the address and its secret sealed", async () => {
    const { rows } = await test.owner.query<{ target: Buffer }>("SELECT target FROM alert_channel");
    expect(rows[0]?.target.includes("127.0.0.1")).toBe(false);
    expect(rows[0]?.target.includes("whsec_")).toBe(false);
  });

  it("are opened once by any number of workers, and told once", async () => {
    receiver.received.length = 0;
    await deadMessage();
    const now = systemClock.now();
    const seen = await Promise.all([1, 2, 3].map(() => watchShop(parts, shopId, now)));
    expect(seen.reduce((sum, { opened }) => sum + opened, 0)).toBe(1);
    await Promise.all([1, 2, 3].map(() => sendDueAlerts(parts, shopId)));
    await alertJob(parts).run();
    expect(bodies()).toMatchObject([
      {
        type: "alert.opened",
        kind: "messages_dead",
        zone: "handling",
        url: "https://admin.example.com/acme.myshopify.com/messages?state=dead&reason=shopify_refused",
      },
    ]);
    expect((await alerts()).open).toHaveLength(1);
  });

  it("close by evidence alone, and say so to whoever was told", async () => {
    receiver.received.length = 0;
    await alertJob(parts).run();
    expect((await alerts()).over).toEqual([]);
    await test.owner.query("UPDATE interpretation SET state = 'superseded'");
    await alertJob(parts).run();
    expect((await alerts()).open).toEqual([]);
    expect((await alerts()).over).toHaveLength(1);
    expect(bodies()).toMatchObject([{ type: "alert.closed", kind: "messages_dead" }]);
  });

  it("S72: say in the metrics how long they were open, by kind", async () => {
    const text = await metrics.text();
    expect(text).toContain('oms_incident_duration_seconds_count{code="messages_dead"} 1');
    expect(text).toContain('oms_incident_duration_seconds_bucket{le="60",code="messages_dead"} 1');
  });

  it("are tried again later where the address did not answer well, under the same id", async () => {
    receiver.received.length = 0;
    receiver.answer(503);
    await deadMessage();
    await alertJob(parts).run();
    expect((await alerts()).channels).toMatchObject([{ last: { state: "pending" } }]);
    await alertJob(parts).run();
    expect(receiver.received).toHaveLength(1);
    receiver.answer(200);
    await test.owner.query("UPDATE alert_delivery SET due_at = now() WHERE state = 'pending'");
    await alertJob(parts).run();
    expect((await alerts()).channels).toMatchObject([{ last: { state: "sent" } }]);
    const ids = bodies().map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  });
});
