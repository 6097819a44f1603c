import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresApiBudget } from "../../../app/adapters/postgres/api-budget.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../../app/adapters/system/metrics.ts";
import { plusSeconds } from "../../../app/domain/instant.ts";
import type { PollSpan } from "../../../app/domain/polling/poll-state.ts";
import type { BackfillTrial } from "../../../app/domain/run/backfill.ts";
import { type MailChoice, MOST_REPLAYED } from "../../../app/domain/run/replay.ts";
import type { NewMessage } from "../../../app/pipeline/ports.ts";
import { workOutPage } from "../../../app/pipeline/runs/work-out-page.ts";
import { listDifferences } from "../../../app/queries/list-differences.ts";
import { laneWork } from "../../../app/worker/lane-work.ts";
import { installedShop, type InstalledShop } from "../../adapters/shopify/installed-shop.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { recordingLog } from "../../routes/recording-log.ts";
import { ship } from "../../sandbox/oms/ship.ts";
import { takeOrder } from "../../sandbox/oms/take-orders.ts";
import { type Backfilling, backfilling } from "./backfilling.ts";
import { OMS_MAPPING, OMS_STATUSES } from "./polled-source.ts";
import { type PollingStage, startPollingStage } from "./polling-stage.ts";

const DAY = 86_400;

let stage: PollingStage;
let shop: InstalledShop;
let backfills: Backfilling;

beforeAll(async () => {
  stage = await startPollingStage();
  backfills = backfilling(stage);
  const { shopId, test } = stage;
  shop = await installedShop({ shopId, budget: postgresApiBudget(test.database) });
  await stage.set(simulatedOms);
  await test.owner.query(
    `UPDATE source SET policy = jsonb_set(policy, '{notices,shipped}', '"always"') WHERE shop_id = $1`,
    [shopId],
  );
});
afterAll(async () => {
  await stage.close();
  await shop.close();
});

const ago = (days: number) => plusSeconds(systemClock.now(), -days * DAY);

/** An order that shipped so many days ago, and of which no webhook told; answers the days around it. */
async function shipped(name: string, daysAgo: number): Promise<PollSpan> {
  const id = await shop.newOrder(1, { name });
  const order = takeOrder(stage.oms.oms, stage.account, {
    name,
    shopifyOrderId: id.replace("gid://shopify/Order/", ""),
    lines: [{ sku: "HAT", title: "Hat", quantity: 1 }],
  });
  const packing = { lines: null, location: "Main", parcels: 1 };
  const shipment = ship(stage.oms.oms, stage.account, { order, packing });
  const at = ago(daysAgo);
  Object.assign(order, { updatedAt: at });
  Object.assign(shipment, { createdAt: at, updatedAt: at });
  return { from: plusSeconds(at, -DAY / 2), to: plusSeconds(at, DAY / 2) };
}

/** Begins what was looked at, and does all that comes of it. */
async function record(trialId: string, choice: MailChoice): Promise<string> {
  const started = await backfills.start({ trialId, ...choice });
  if (started.outcome !== "started") throw new Error(started.outcome);
  await backfills.work();
  await stage.interpretAll();
  await workLanes();
  return started.runId;
}

async function workLanes(): Promise<void> {
  const { adapter } = stage.test;
  const { storefront } = shop;
  const parts = { clock: systemClock, log: recordingLog(), metrics: systemMetrics() };
  const { work } = laneWork({ ...adapter, storefront, ...parts });
  for (;;) {
    const leases = await adapter.lanes.claim(25, 60);
    if (leases.length === 0) return;
    await Promise.all(leases.map((lease) => work(lease)));
  }
}

const RECENT = { notices: "recent", consent: "not_given" } as const;
const NONE = { notices: "none", consent: "not_given" } as const;
const RULES = { notices: "rules", consent: "not_given" } as const;

describe("the mails of a backfill", () => {
  it("are told before it, with the orders that they are about, and those that are old are not sent", async () => {
    const trialId = await backfills.look(await shipped("#1001", 10));
    expect(await backfills.summary(trialId)).toMatchObject({
      fresh: 1,
      unseen: 0,
      found: { orders: 1, differences: { would_ship: 1, would_mail: 1 } },
    });
    expect(await backfills.mails(trialId)).toEqual({
      recent: { all: 0, stale: 0, unseen: 0 },
      none: { all: 0, stale: 0, unseen: 0 },
      rules: { all: 1, stale: 1, unseen: 0 },
    });
    const request = { runId: trialId, kind: "would_mail", place: { from: "top" } } as const;
    const { rows } = await listDifferences(stage.test.database, stage.shopId, request);
    expect(rows.map(({ name }) => name)).toEqual(["#1001"]);
    await record(trialId, RECENT);
    expect(await shop.fulfilled()).toEqual(["#1001"]);
    expect(await shop.told()).toEqual([]);
  });

  it("go out about what is old once a person says yes, of the days that were chosen alone", async () => {
    const trialId = await backfills.look(await shipped("#1002", 20));
    expect(await backfills.start({ trialId, ...RULES })).toEqual({
      outcome: "consent_needed",
      mails: 1,
    });
    const runId = await record(trialId, { ...RULES, consent: "given" });
    expect((await backfills.summary(runId)).fresh).toBe(1);
    expect(await shop.told()).toEqual(["#1002"]);
    const { rows } = await stage.test.owner.query(
      "SELECT actor, detail FROM audit_entry WHERE subject = $1",
      [runId],
    );
    const detail = { kind: "backfill", notices: "rules", consent: "given" };
    expect(rows).toMatchObject([{ actor: "staff 7", detail }]);
  });

  it("go out about what is young without asking", async () => {
    const trialId = await backfills.look(await shipped("#1003", 0.1));
    expect((await backfills.mails(trialId)).recent).toEqual({ all: 1, stale: 0, unseen: 0 });
    await record(trialId, RECENT);
    expect(await shop.told()).toEqual(["#1002", "#1003"]);
  });

  it("are about what is as old as the days where the records carry no time of their own", async () => {
    const { shopId, sourceId, test } = stage;
    if (OMS_MAPPING.polled === undefined) throw new Error("it has a mapping for polls");
    const { occurredAt: _, ...polled } = OMS_MAPPING.polled;
    await test.adapter.sources.publishMapping(
      { shopId, actor: "test" },
      { sourceId, mapping: { ...OMS_MAPPING, polled }, statusMap: OMS_STATUSES },
    );
    const old = await backfills.look(await shipped("#1004", 5));
    expect(await backfills.mails(old)).toMatchObject({
      recent: { all: 0 },
      rules: { all: 1, stale: 1 },
    });
    await record(old, RECENT);
    const young = await shipped("#1005", 0.1);
    await record(await backfills.look(young), NONE);
    expect((await shop.fulfilled()).toSorted()).toEqual([
      "#1001",
      "#1002",
      "#1003",
      "#1004",
      "#1005",
    ]);
    expect(await shop.told()).toEqual(["#1002", "#1003"]);
  });

  it("that nobody counted need a yes, unless none is to be sent, and after an hour another look", async () => {
    const span = await shipped("#1006", 3);
    const trialId = await backfills.look(span);
    const { owner, adapter } = stage.test;
    const { rows } = await owner.query<{ parameters: BackfillTrial }>(
      "SELECT parameters FROM run WHERE id = $1",
      [trialId],
    );
    const [trial] = rows;
    if (trial === undefined) throw new Error("there is a trial");
    const run = { id: trialId, shopId: stage.shopId } as Parameters<typeof workOutPage>[1]["run"]; // it reads nothing else of it
    const summary = { fresh: MOST_REPLAYED + 2, unseen: 2 };
    const message = { sourceId: stage.sourceId } as NewMessage; // it is not looked into
    const work = { ...stage.ports, comparisons: adapter.comparisons };
    const worked = await workOutPage(work, { run, trial: trial.parameters, summary }, [message]);
    expect(worked).toMatchObject({ unseen: 1, found: { orders: 1 } });
    await owner.query("UPDATE run SET summary = summary || '{\"unseen\": 1}' WHERE id = $1", [
      trialId,
    ]);
    expect(await backfills.start({ trialId, ...RECENT })).toEqual({
      outcome: "consent_needed",
      mails: 0,
    });
    expect(await backfills.start({ trialId, ...NONE })).toMatchObject({ outcome: "started" });

    await owner.query("UPDATE run SET ended_at = now() - interval '61 minutes' WHERE id = $1", [
      trialId,
    ]);
    expect(await backfills.start({ trialId, ...NONE })).toEqual({ outcome: "check_again" });
  });
});
