import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSignals } from "../../../../app/adapters/postgres/alerts/read-signals.ts";
import { readAnswers } from "../../../../app/adapters/postgres/alerts/read-handoff-signals.ts";
import { importLog } from "../../../../app/adapters/postgres/diagnosis/source-log.ts";
import { compareOrders } from "../../../../app/adapters/postgres/diagnosis/compare-orders.ts";
import { systemMetrics } from "../../../../app/adapters/system/metrics.ts";
import { comparisons } from "../../../../app/worker/discrepancy-job.ts";
import { recordingLog } from "../../../routes/recording-log.ts";
import { readDiagnosisPage } from "../../../../app/queries/diagnosis/read-diagnosis.ts";
import { type Instant, instantOf, plusSeconds } from "../../../../app/domain/instant.ts";
import { leaseOf, learn, shippedUpdate, storefrontOrder } from "../../../contract/order-steps.ts";
import { postgresWorld } from "../../../contract/postgres-world.ts";
import type { World, WorldSource } from "../../../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../../../postgres.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;
let orders = 1000;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
});
afterAll(() => world.close());

const HOUR = 3600;
const now = () => instantOf(Date.now());
const urlOf = (key: string) => `https://handoff.example.com/webhooks/oms/${key}`;
const compare = (at: Instant) => compareOrders({ ...test, urlOf }, source.shopId, at);

interface Row {
  readonly code: string;
  readonly zone: string;
  readonly owner: string;
  readonly isOpen: boolean;
  readonly signals: readonly string[];
}

async function discrepanciesOf(orderRecordId: string): Promise<readonly Row[]> {
  const { rows } = await test.owner.query<Row>(
    `SELECT code, zone, owner, closed_at IS NULL AS "isOpen", signals FROM discrepancy
     WHERE order_record_id = $1 ORDER BY opened_at`,
    [orderRecordId],
  );
  return rows;
}

/** A shipped order whose lane ended as it is told. */
async function order(
  end: "agreed" | "refused",
  via: "webhook" | "poll" = "webhook",
): Promise<string> {
  orders += 1;
  const name = `#${String(orders)}`;
  const happened = { occurredAt: plusSeconds(now(), -60) };
  await learn(world, { ...source, via }, [shippedUpdate({ kind: "name", value: name }, happened)]);
  const lease = await leaseOf(world);
  await world.orders.attach(lease, storefrontOrder(orders));
  const blocks = [{ code: "shopify_refused", shipmentKeys: null, detail: "no such line" }] as const;
  await world.lanes.release(
    lease,
    end === "agreed"
      ? { kind: "agreed", auditSeconds: null }
      : { kind: "blocked", blocks, retrySeconds: 86_400 },
  );
  return lease.orderRecordId;
}

async function agree(orderRecordId: string): Promise<void> {
  await test.owner.query(
    "UPDATE order_record SET agreement = 'agreed', blocks = '[]', blocked_since = NULL, updated_at = now() WHERE id = $1",
    [orderRecordId],
  );
}

describe("S45: discrepancies", () => {
  it("are opened after the grace period, once, with zone and owner", async () => {
    const id = await order("refused");
    expect(await compare(plusSeconds(now(), 60))).toMatchObject({ opened: 0 });
    expect(await compare(plusSeconds(now(), HOUR))).toMatchObject({ compared: 1, opened: 1 });
    expect(await compare(plusSeconds(now(), HOUR))).toMatchObject({ compared: 0, opened: 0 });
    expect(await discrepanciesOf(id)).toMatchObject([
      { code: "shopify_refused", zone: "handling", owner: "merchant", isOpen: true },
    ]);
  });

  it("are closed by evidence and by nothing else", async () => {
    const id = await order("refused");
    await compare(plusSeconds(now(), HOUR));
    expect((await discrepanciesOf(id))[0]?.isOpen).toBe(true);
    await agree(id);
    expect((await compare(plusSeconds(now(), HOUR))).closed).toBeGreaterThan(0);
    expect((await discrepanciesOf(id))[0]?.isOpen).toBe(false);
  });

  it("S72: tell at their end how long the order was broken, and the diagnosis shows it by zone", async () => {
    const id = await order("refused");
    const { repairs } = await compare(plusSeconds(now(), HOUR));
    expect(repairs).toEqual([]);
    await agree(id);
    const metrics = systemMetrics();
    const clock = { now: () => plusSeconds(now(), 3 * HOUR) };
    await comparisons({ ...test, urlOf, clock, metrics, log: recordingLog() }).job.run();
    const told = await metrics.text();
    expect(told).toContain('oms_repair_duration_seconds_bucket{le="3600",code="handling"} 0');
    expect(told).toContain('oms_repair_duration_seconds_bucket{le="14400",code="handling"} 1');
    const filter = { zone: null, signal: null, state: "open" } as const;
    const asked = { shopId: source.shopId, filter, now: clock.now() };
    const { zones } = await readDiagnosisPage(test.database, asked);
    const repair = zones.find(({ zone }) => zone === "handling")?.repair;
    expect(repair?.mostSeconds).toBeGreaterThan(repair?.halfSeconds ?? Infinity);
    expect(Math.round((repair?.mostSeconds ?? 0) / HOUR)).toBe(3);
    expect(zones.find(({ zone }) => zone === "emission")).toMatchObject({ repair: null });
  });

  it("are opened when the grace period ends, and not with the minute after it", async () => {
    const id = await order("refused");
    const began = now();
    let passed = 0;
    const clock = { now: () => plusSeconds(began, passed) };
    const parts = { ...test, urlOf, clock, metrics: systemMetrics(), log: recordingLog() };
    const { job, claim, work } = comparisons(parts);
    const ends = 15 * 60;
    // The next run of the job comes before the end.
    passed = ends - 90;
    await job.run();
    passed = ends + 1;
    expect(await claim(9)).toEqual([]);

    passed = ends - 40;
    await job.run();
    passed = ends - 5;
    expect(await claim(9)).toEqual([]);
    expect(await discrepanciesOf(id)).toEqual([]);
    passed = ends + 1;
    const due = await claim(9);
    expect(due).toEqual([{ shopId: source.shopId }]);
    expect(await claim(9)).toEqual([]);
    for (const one of due) await work(one);
    expect(await discrepanciesOf(id)).toMatchObject([{ code: "shopify_refused", isOpen: true }]);
    expect(await claim(9)).toEqual([]);
    await agree(id);
    await compare(plusSeconds(now(), HOUR));
  });

  it("are looked for together where grace periods end all the time", async () => {
    const first = await order("refused");
    const began = now();
    let passed = 15 * 60 - 5;
    const clock = { now: () => plusSeconds(began, passed) };
    const parts = { ...test, urlOf, clock, metrics: systemMetrics(), log: recordingLog() };
    const { job, claim } = comparisons(parts);
    await job.run();
    passed += 9;
    expect(await claim(9)).toEqual([]);
    passed += 1;
    expect(await claim(9)).toHaveLength(1);
    await agree(first);
    await compare(plusSeconds(now(), HOUR));
  });

  it("are none where an order came through", async () => {
    const id = await order("agreed");
    await compare(plusSeconds(now(), HOUR));
    expect(await discrepanciesOf(id)).toEqual([]);
  });

  it("S44: what polling healed is kept as closed, because it counts", async () => {
    const id = await order("agreed", "poll");
    await compare(plusSeconds(now(), HOUR));
    expect(await discrepanciesOf(id)).toMatchObject([{ code: "never_triggered", isOpen: false }]);
  });

  it("S7 S8: a log that names the order decides between emission and delivery", async () => {
    const id = await order("agreed", "poll");
    const name = `#${String(orders)}`;
    const at = now();
    for (const [digest, code, isLast] of [
      ["a", 503, false],
      ["b", 503, true],
    ] as const) {
      await test.owner.query(
        `INSERT INTO source_log_line (shop_id, source_id, digest, kind, at, event_id, order_names, status, response_code, is_last)
         VALUES ($1, $2, $3, 'sent', $4, 'evt_9', $5, 'SHIPPED', $6, $7)`,
        [source.shopId, source.sourceId, Buffer.from(digest), at, [name], code, isLast],
      );
    }
    await compare(plusSeconds(now(), HOUR));
    expect(await discrepanciesOf(id)).toMatchObject([
      { code: "retries_exhausted", zone: "delivery" },
    ]);
  });

  it("S45: open before the ERP or the customer notices, and say who is responsible", async () => {
    orders += 1;
    const name = `#${String(orders)}`;
    const happened = { occurredAt: plusSeconds(now(), -60) };
    const reference = { kind: "name", value: name } as const;
    await learn(world, { ...source, via: "poll" }, [shippedUpdate(reference, happened)]);
    const { orderRecordId: id } = await leaseOf(world);
    await compare(plusSeconds(now(), HOUR));
    const { rows } = await test.owner.query<{ role: string }>(
      `SELECT DISTINCT s.role FROM ledger_entry AS l JOIN source AS s ON s.id = l.source_id
       WHERE l.order_record_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ role: "oms" }]);
    const signals = await test.database.forShop(source.shopId, (sql) =>
      readSignals(sql, { shopId: source.shopId, now: now(), waitingHours: 4 }),
    );
    expect(signals.discrepancies).toMatchObject([
      { code: "never_triggered", zone: "emission", owner: "source", count: 1 },
    ]);
    await agree(id);
    await compare(plusSeconds(now(), HOUR));
  });

  it("S19: the answers of the last hour are signals, from three of them on", async () => {
    const answers = () =>
      test.database.forShop(source.shopId, (sql) => readAnswers(sql, source.shopId, now()));
    const answered = (seconds: number) =>
      importLog(test.database, source, [{ ...LINE, at: plusSeconds(now(), -seconds), seconds }]);
    await answered(8);
    await answered(9);
    expect(await answers()).toEqual([]);
    await answered(7);
    expect(await answers()).toMatchObject([{ sourceId: source.sourceId, seconds: 9 }]);
  });

  const LINE = {
    kind: "sent",
    eventId: "evt_slow",
    orderNames: [],
    status: null,
    url: null,
    responseCode: 202,
    isLast: false,
  } as const;

  it("belong to their shop alone", async () => {
    await order("refused");
    const other = await world.newShop();
    const at = plusSeconds(now(), HOUR);
    expect(await compareOrders({ ...test, urlOf }, other.shopId, at)).toMatchObject({ opened: 0 });
  });

  it("S6: what only the source's log tells is told after its own grace period, though the order stands still", async () => {
    const id = await order("agreed");
    await compare(plusSeconds(now(), HOUR));
    expect(await discrepanciesOf(id)).toEqual([]);
    const names = { eventId: "evt_lost", orderNames: [`#${String(orders)}`], status: "DELIVERED" };
    const answer = { url: null, responseCode: 200, seconds: null, isLast: false };
    const line = { kind: "sent" as const, at: now(), ...names, ...answer };
    expect(await importLog(test.database, source, [line])).toBe(1);
    await compare(plusSeconds(now(), 60));
    expect(await discrepanciesOf(id)).toEqual([]);
    expect(await compare(plusSeconds(now(), HOUR))).toMatchObject({ compared: 1, opened: 1 });
    expect(await discrepanciesOf(id)).toMatchObject([
      { code: "sent_not_received", zone: "delivery", isOpen: true },
    ]);
    expect(await importLog(test.database, source, [line])).toBe(0);
    expect(await compare(plusSeconds(now(), HOUR))).toMatchObject({ compared: 0, opened: 0 });
  });
});
