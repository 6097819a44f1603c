import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { readEvidence } from "../../../app/adapters/postgres/diagnosis/read-evidence.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import { diagnose } from "../../../app/domain/diagnosis/diagnose.ts";
import { instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { withWebhookReports } from "../../domain/polling/definitions.ts";
import type { OmsEvent } from "../../sandbox/oms/event.ts";
import { endpointUrl, shipOrders, startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

vi.setConfig({ testTimeout: 120_000 });

let stage: PollingStage;

beforeEach(async () => {
  stage = await startPollingStage();
});
afterEach(() => stage.close());

/** As if the OMS had tried and got this answer. */
function tried(event: OmsEvent, responseCode: number | null, minutesAgo = 0): void {
  const sentAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const number = event.attempts.length + 1;
  const url = stage.account.webhook.url ?? "";
  const rest = { answer: "", durationMilliseconds: 120 };
  event.attempts.push({ number, copy: 1, sentAt, url, responseCode, ...rest });
}

async function ourUrl(): Promise<string> {
  const { rows } = await stage.test.owner.query<{ key: string }>("SELECT key FROM endpoint");
  return endpointUrl(rows[0]?.key ?? "");
}

async function lines() {
  const { rows } = await stage.test.owner.query<{
    event_id: string;
    order_names: string[];
    status: string;
    response_code: number | null;
    is_last: boolean;
    seconds: number;
  }>(
    "SELECT event_id, order_names, status, response_code, is_last, seconds FROM source_log_line ORDER BY at, event_id",
  );
  return rows;
}

async function reading() {
  const { rows } = await stage.test.owner.query<{ problem: object | null; done: boolean }>(
    "SELECT problem, read_until IS NOT NULL AS done FROM source_log_reading",
  );
  return rows[0] ?? null;
}

/** The next poll asks again, however soon it comes. */
async function rested(): Promise<void> {
  await stage.test.owner.query(
    "UPDATE source_log_reading SET read_at = read_at - interval '1 day', checked_at = checked_at - interval '1 day'",
  );
}

async function verdictOf(orderName: string) {
  const now = plusSeconds(instantOf(Date.now()), 3600);
  const { shopId, test } = stage;
  const { rows } = await test.owner.query<{ id: string }>(
    "SELECT id FROM order_record WHERE display_name = $1",
    [orderName],
  );
  const orderRecordIds = rows.map(({ id }) => id);
  const [evidence] = await test.database.forShop(shopId, (sql) =>
    readEvidence(sql, { shopId, orderRecordIds, now, urlOf: endpointUrl }),
  );
  if (evidence === undefined) throw new Error(`${orderName} is not known`);
  const diagnosis = diagnose(evidence);
  return diagnosis.verdict === "fault" ? diagnosis.fault.code : diagnosis.verdict;
}

describe("the event log of a source that tells what it sent", () => {
  it("is read after a poll, one line for each attempt, and once however often it is read (S7)", async () => {
    await stage.set(withWebhookReports);
    stage.account.webhook.url = await ourUrl();
    const [order] = shipOrders(stage, 1);
    const [event] = stage.account.events;
    if (order === undefined || event === undefined) throw new Error("nothing was shipped");
    tried(event, 503, 9);
    tried(event, null, 8);
    expect(await stage.poll()).toBeNull();
    const first = await lines();
    expect(first).toMatchObject([
      { event_id: event.id, order_names: [order.name], status: "shipped", response_code: 503 },
      { event_id: event.id, response_code: null, is_last: false, seconds: 0.12 },
    ]);
    await rested();
    expect(await stage.poll()).toBeNull();
    expect(await lines()).toEqual(first);
    event.fate = "exhausted";
    await rested();
    expect(await stage.poll()).toBeNull();
    expect((await lines()).map(({ is_last: isLast }) => isLast)).toEqual([false, true]);
    expect(await verdictOf(order.name)).toBe("retries_exhausted");
  });

  it("goes on with the next poll where it is longer than one turn may read", async () => {
    await stage.close();
    let looks = 0;
    stage = await startPollingStage({
      clock: { now: () => plusSeconds(instantOf(Date.now()), (looks += 1) * 4) },
    });
    await stage.set(withWebhookReports);
    stage.account.webhook.url = await ourUrl();
    shipOrders(stage, 70);
    for (const event of stage.account.events) tried(event, 202);
    expect(await stage.poll()).toBeNull();
    expect(await reading()).toEqual({ problem: null, done: false });
    for (let polls = 0; polls < 6; polls += 1) expect(await stage.poll()).toBeNull();
    expect(await reading()).toEqual({ problem: null, done: true });
    expect(new Set((await lines()).map(({ event_id: id }) => id)).size).toBe(70);
  });

  it("says what is wrong where it cannot be read, and the poll itself goes through", async () => {
    const eventLog = { ...withWebhookReports.eventLog, records: "$.nowhere[*]" };
    await stage.set({ ...withWebhookReports, eventLog } as PollerDefinition);
    shipOrders(stage, 1);
    expect(await stage.poll()).toBeNull();
    expect(await reading()).toMatchObject({ problem: { code: "records_missing" }, done: false });
  });
});

describe("the address that a source has registered (S3)", () => {
  async function registered() {
    const { rows } = await stage.test.owner.query<{ registered_url: string }>(
      "SELECT registered_url FROM source_registration",
    );
    return rows[0]?.registered_url ?? null;
  }

  it("is ours: a change that was never sent has another cause", async () => {
    await stage.set(withWebhookReports);
    stage.account.webhook.url = `${await ourUrl()}/`;
    const [order] = shipOrders(stage, 1);
    expect(await stage.poll()).toBeNull();
    expect(await registered()).toBe(stage.account.webhook.url);
    expect(await verdictOf(order?.name ?? "")).toBe("never_triggered");
  });

  it("is another one: that is the verdict, and it is looked at again each hour", async () => {
    await stage.set(withWebhookReports);
    stage.account.webhook.url = "https://old.example.com/hook";
    const [order] = shipOrders(stage, 1);
    expect(await stage.poll()).toBeNull();
    expect(await registered()).toBe("https://old.example.com/hook");
    expect(await verdictOf(order?.name ?? "")).toBe("endpoint_drift");
    stage.account.webhook.url = await ourUrl();
    expect(await stage.poll()).toBeNull();
    expect(await registered()).toBe("https://old.example.com/hook");
    await rested();
    expect(await stage.poll()).toBeNull();
    expect(await registered()).toBe(stage.account.webhook.url);
  });

  it("is none at all", async () => {
    await stage.set(withWebhookReports);
    const [order] = shipOrders(stage, 1);
    expect(await stage.poll()).toBeNull();
    expect(await registered()).toBe("");
    expect(await verdictOf(order?.name ?? "")).toBe("endpoint_drift");
  });
});
