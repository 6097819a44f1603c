import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { readConfig } from "../../app/config.server.ts";
import { fold } from "../../app/domain/order-record/fold.ts";
import { EMPTY_RECORD } from "../../app/domain/order-record/order-record.ts";
import { compose } from "../../app/services.server.ts";
import { minute, shipment, update } from "../domain/order-record/updates.ts";
import { allReached, below, none, type Judged } from "./report/verdict.ts";
import endServer, { freshDatabase, type TestDatabase } from "../postgres.ts";
import { startFront } from "../routes/front-for-test.ts";
import { plainEndpoints, plainInbox } from "../routes/plain-ports.ts";
import { recordingLog } from "../routes/recording-log.ts";

const KEY = "client-id";
const SECRET = "client-secret";
const PER_SECOND = 500;
const SECONDS = 20;
const ORDERS = 20_000;
const CUSTOMERS = 1000;
const TARGET_P95_MILLISECONDS = 50;
const LOAD = fileURLToPath(new URL("order-status-load.ts", import.meta.url));

interface Measured {
  readonly latencies: readonly number[];
  readonly failures: number;
  readonly seconds: number;
}

/**
 * What customers' pages ask, 500 times a second, against 20,000 orders: real
 * HTTP from another process, tokens checked, PostgreSQL on the same machine.
 */
export async function benchOrderStatus(): Promise<Judged> {
  const test = await freshDatabase();
  try {
    await fill(test);
    const { extensions } = compose(readConfig(ENVIRONMENT, []), {
      clock: systemClock,
      ids: test.ids,
      log: recordingLog(),
      metrics: systemMetrics(),
      database: test.database,
    });
    const quiet = { endpoints: plainEndpoints({}), inbox: plainInbox() };
    const app = await startFront({ ...quiet, extensions });
    await measure(app.url, 3);
    const before = process.cpuUsage();
    const measured = await measure(app.url, SECONDS);
    const spent = process.cpuUsage(before);
    await app.close();
    return report(measured, (spent.user + spent.system) / measured.latencies.length);
  } finally {
    await test.close();
    await endServer()();
  }
}

const ENVIRONMENT = {
  NODE_ENV: "test",
  SHOPIFY_API_KEY: KEY,
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: "https://handoff.example.com",
  HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"),
};

async function fill({ adapter, ids, owner }: TestDatabase): Promise<void> {
  const shop = await adapter.shops.installed("acme.myshopify.com", ["read_orders"]);
  const sourceId = ids.next();
  await owner.query(
    "INSERT INTO source (id, shop_id, name, role, policy) VALUES ($1, $2, 'OMS', 'oms', '{}')",
    [sourceId, shop.id],
  );
  await owner.query(
    `INSERT INTO order_record (id, shop_id, order_id, display_name, record, agreement)
     SELECT gen_random_uuid(), $1, 'gid://shopify/Order/' || n, '#' || n, $2, 'agreed'
     FROM generate_series(1, $3::int) AS n`,
    [shop.id, JSON.stringify(aLife(sourceId)), ORDERS],
  );
  await owner.query(
    `INSERT INTO storefront_view (order_record_id, shop_id, view, read_at)
     SELECT o.id, o.shop_id, $2::jsonb || jsonb_build_object('id', o.order_id, 'customerId', c.id), now()
     FROM unnest($3::text[], $4::text[]) AS c(order_id, id)
     JOIN order_record AS o ON o.shop_id = $1 AND o.order_id = c.order_id`,
    [
      shop.id,
      JSON.stringify(aView()),
      ASKED.map(({ order }) => `gid://shopify/Order/${String(order)}`),
      ASKED.map(({ customer }) => customer),
    ],
  );
  await owner.query("ANALYZE order_record; ANALYZE storefront_view");
}

/** Who asks for which order: each customer for one of their own. */
const ASKED = Array.from({ length: CUSTOMERS }, (_, at) => ({
  order: 1 + ((at * 7919) % ORDERS),
  customer: `gid://shopify/Customer/${String(at + 1)}`,
}));

/** The order as Shopify shows it, delivered in two parcels. */
function aView() {
  const tracking = ["1Z1", "1Z2"].map((number) => ({ number, company: "UPS", url: null }));
  const fulfillment = { id: "gid://shopify/Fulfillment/1", status: "SUCCESS", tracking };
  const orders = { fulfillmentOrders: [], fulfillments: [fulfillment] };
  return { name: "#1", fulfillmentStatus: "FULFILLED", cancelledAt: null, ...orders };
}

/** Received, in work, shipped in two parcels, on its way, delivered. */
function aLife(sourceId: string) {
  const packages = ["1Z1", "1Z2"].map((number) => ({ number, carrier: "UPS", url: null }));
  const milestones = ["received", "processing", "shipped", "in_transit", "delivered"] as const;
  const updates = milestones.map((milestone, at) =>
    update({
      sourceId,
      milestone,
      occurredAt: minute(at),
      shipment: at < 2 ? null : shipment({ packages }),
    }),
  );
  return updates.reduce((record, one) => fold(record, one).record, EMPTY_RECORD);
}

async function measure(url: string, seconds: number): Promise<Measured> {
  const load = {
    urls: ASKED.map(({ order }) => `${url}/extensions/orders/${String(order)}/status`),
    tokens: ASKED.map(({ customer }) => token(customer)),
    perSecond: PER_SECOND,
    seconds,
  };
  const run = promisify(execFile);
  const settings = { maxBuffer: 100 * 1024 * 1024 };
  const running = run(process.execPath, [LOAD], settings);
  running.child.stdin?.end(JSON.stringify(load));
  const { stdout } = await running;
  return JSON.parse(stdout) as Measured; // the load's own line
}

function token(sub: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const claims = { aud: KEY, dest: "acme.myshopify.com", sub, exp };
  const content = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${content}.${createHmac("sha256", SECRET).update(content).digest("base64url")}`;
}

function report({ latencies, failures, seconds }: Measured, cpuMicroseconds: number) {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  const p95 = at(0.95);
  const verdicts = [
    below(`p95 at ${String(PER_SECOND)} a second`, p95, {
      limit: TARGET_P95_MILLISECONDS,
      unit: " ms",
      digits: 1,
    }),
    none("questions without an answer", failures),
  ];
  return {
    part: "order-status",
    asked: sorted.length,
    perSecond: round(sorted.length / seconds),
    failures,
    /** Of this process alone: on a machine that others use, the figure that can be compared. */
    cpuMicrosecondsPerRequest: round(cpuMicroseconds),
    /** Of the machine, as many processes as want a processor: above their number, times are not ours. */
    loadAverage: round(loadavg()[0] ?? 0),
    p50Milliseconds: at(0.5),
    p95Milliseconds: p95,
    p99Milliseconds: at(0.99),
    reached: allReached(verdicts),
    verdicts,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
