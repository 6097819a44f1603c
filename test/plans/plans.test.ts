import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SeededStage, startSeededStage } from "../seed/seeded-stage.ts";
import { logPlans, PLAN_SETTINGS, readPlans } from "./plan-log.ts";
import { LARGE_ROWS, scansIn } from "./scans.ts";
import {
  askFromOutside,
  carryOutRuns,
  doJobs,
  openEveryScreen,
  poll,
  sendWebhooks,
  startWork,
  type Work,
} from "./work.ts";

const SEED_MILLISECONDS = 300_000;
const WORK_MILLISECONDS = 400_000;
const SIZE = { messages: 24_000, orders: 6_000, days: 180 };

/** Statements that may go through a large table, by how they begin, each with why. */
const ALLOWED: Readonly<Record<string, string>> = {
  // A reconciliation reads each of them from Shopify; this says how many there are, from an index alone.
  "SELECT count(*)::int AS count FROM order_record WHERE shop_id = $1 AND order_id IS NOT NULL":
    "how many orders a reconciliation will read",
};

/** Tables that have to be large in the seeded shop, or this test would say nothing of them. */
const GROWING = [
  "audit_entry",
  "change_hour",
  "discrepancy",
  "duplicate_delivery",
  "event_delivery",
  "hour_count",
  "incident",
  "intent",
  "interpretation",
  "ledger_entry",
  "message_fetch",
  "message_key",
  "message_order",
  "order_record",
  "order_reference",
  "order_source",
  "outgoing_event",
  "poll",
  "polled_record",
  "reconciliation_gap",
  "reconciliation_run",
  "run",
  "run_message",
  "source_log_line",
  "source_log_name",
  "storefront_view",
  "traffic_hour",
];

let stage: SeededStage;
let work: Work;

beforeAll(async () => {
  stage = await startSeededStage({
    ...SIZE,
    keeps: "nothing",
    role: "all",
    settings: PLAN_SETTINGS,
    whenSeeded: logPlans,
    say: () => undefined,
  });
  work = await startWork(stage);
}, SEED_MILLISECONDS);

afterAll(async () => {
  await work.database.close();
  await stage.close();
}, SEED_MILLISECONDS);

async function tableSizes(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await stage.owner.query<{ name: string; rows: number }>(
    `SELECT relname AS name, reltuples::float8 AS rows FROM pg_class
     WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'message_day'::regnamespace)`,
  );
  return new Map(rows.map(({ name, rows: count }) => [name, count]));
}

/**
 * Jobs make rows too, all of them of today: against the seeded ones alone they
 * would look like most of a table. A table that was small when it was planned
 * for stays small here.
 */
function grown(
  seeded: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sizeOf = (table: string, rows: number): number =>
    rows < LARGE_ROWS ? rows : Math.max(rows, now.get(table) ?? 0);
  return new Map([...seeded].map(([table, rows]) => [table, sizeOf(table, rows)]));
}

describe("the statements of screens, queues, runs and jobs on a shop with a history", () => {
  it(
    "go through no table that grows",
    async () => {
      const seeded = await tableSizes();
      expect(GROWING.filter((table) => (seeded.get(table) ?? 0) < LARGE_ROWS)).toEqual([]);
      await openEveryScreen(work);
      await sendWebhooks(work);
      await carryOutRuns(work);
      await doJobs(work);
      await poll(work);
      await askFromOutside(work);
      expect(work.errors()).toEqual([]);
      await stage.owner.query("ANALYZE");
      const sizes = grown(seeded, await tableSizes());
      const plans = readPlans(stage.databaseLog);
      const statements = new Set(plans.map(({ statement }) => statement));
      expect(statements.size).toBeGreaterThan(200);
      const wrong = plans.flatMap(({ statement, plan }) =>
        scansIn(plan, sizes).map(
          ({ table, how, index }) => `${how} of ${table} (${index ?? "no index"}): ${statement}`,
        ),
      );
      const isAllowed = (one: string) => Object.keys(ALLOWED).some((begin) => one.includes(begin));
      expect([...new Set(wrong)].filter((one) => !isAllowed(one))).toEqual([]);
    },
    WORK_MILLISECONDS,
  );
});
