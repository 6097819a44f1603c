import { readChangeHours } from "../../app/adapters/postgres/reconciliation/change-hours.ts";
import { startReconciliation } from "../../app/adapters/postgres/reconciliation/start.ts";
import { hourOf } from "../../app/domain/history/hour-figures.ts";
import { type Instant, instantOf, plusSeconds } from "../../app/domain/instant.ts";
import type { OrderUpdate } from "../../app/domain/order-record/order-update.ts";
import type { ShownOrder } from "../../app/domain/reconciliation/judge-storefront.ts";
import { lossRate, sumOfChanges } from "../../app/domain/reconciliation/loss.ts";
import type { ReconciliationReport } from "../../app/domain/reconciliation/report.ts";
import { foldUpdates } from "../../app/pipeline/5-fold.ts";
import type { OrderPage, OrderPageRequest, RunInWork } from "../../app/pipeline/ports.ts";
import { reconciliationSlice } from "../../app/pipeline/runs/reconciliation-slice.ts";
import type { SliceEnd } from "../../app/pipeline/runs/run-kind.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { newMessage, type World, type WorldSource } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";

/** A shop whose sources speak when the test wants, and reconciliations that run to their end at once. */
export interface Reconciling {
  readonly test: TestDatabase;
  readonly world: World;
  readonly source: WorldSource;
  /** Seconds of the test's clock since it began. */
  pass(seconds: number): void;
  now(): Instant;
  tell(via: "webhook" | "poll", updates: readonly OrderUpdate[]): Promise<string>;
  /** What Shopify lists. */
  shows(orders: readonly ShownOrder[]): void;
  reconcile(): Promise<ReconciliationReport & { readonly runId: string }>;
  gaps(runId: string): Promise<readonly GapRow[]>;
  lossRate(): Promise<number | null>;
  /** Pages that were asked for, and how long it waited between them, in seconds. */
  readonly asked: OrderPageRequest[];
  readonly waits: number[];
  close(): Promise<void>;
}

export interface GapRow {
  readonly kind: string;
  readonly order_name: string;
  readonly event_id: string | null;
  readonly milestone: string | null;
  readonly is_healed: boolean;
}

const PAGE = 2;

export async function startReconciling(): Promise<Reconciling> {
  const test = await freshDatabase();
  const world = await postgresWorld(test);
  const source = await world.newShop();
  const { shopId } = source;
  // The source is there for longer than what it tells.
  await test.owner.query("UPDATE source SET created_at = now() - interval '30 days'");
  let now = instantOf(Date.now());
  let shown: readonly ShownOrder[] = [];
  const asked: OrderPageRequest[] = [];
  const waits: number[] = [];

  const page = (_shop: string, request: OrderPageRequest): Promise<OrderPage> => {
    asked.push(request);
    const from = Number(request.after ?? 0);
    const next = from + PAGE < shown.length ? String(from + PAGE) : null;
    const orders = shown.slice(from, from + PAGE);
    return Promise.resolve({ outcome: "read", orders, next, points: 13, restoreRate: 100 });
  };
  const slice = reconciliationSlice({
    reconciliations: test.adapter.reconciliations,
    storefrontList: { page },
    clock: { now: () => now },
  });

  async function runToEnd(runId: string): Promise<ReconciliationReport> {
    for (;;) {
      const run = await loaded(test, { shopId, runId });
      const end: SliceEnd = await slice(run);
      if (end.kind === "failed") throw new Error(end.problem);
      const { done, total, place, summary } = end.slice;
      await test.owner.query(
        `UPDATE run SET done = $2, total = $3, place = $4, summary = $5,
           ended_at = CASE WHEN $6 THEN now() END WHERE id = $1`,
        [runId, done, total, JSON.stringify(place), JSON.stringify(summary), end.kind === "done"],
      );
      if (end.kind === "done") return summary as ReconciliationReport;
      if (end.kind !== "waiting") continue;
      waits.push(end.seconds);
      now = plusSeconds(now, end.seconds);
    }
  }

  return {
    test,
    world,
    source,
    asked,
    waits,
    now: () => now,
    pass: (seconds) => {
      now = plusSeconds(now, seconds);
    },
    shows: (orders) => {
      shown = orders;
    },
    async tell(via, updates) {
      const message = { ...newMessage(world, source, { key: world.ids.next() }), via };
      await world.inbox.record([{ ...message, receivedAt: now }]);
      const claims = await world.messages.claim(100, 60);
      const claim = claims.find(({ messageId }) => messageId === message.id);
      if (claim === undefined) throw new Error("the message was not claimed");
      const { sourceId, mappingVersionId } = source;
      const told = { claim, sourceId, via, mappingVersionId, updates, problems: [], statuses: [] };
      await world.messages.fold(told, foldUpdates);
      return message.id;
    },
    async reconcile() {
      const by = { shopId, actor: "staff 7" };
      now = plusSeconds(now, 1);
      const runId = await test.database.forShop(shopId, (sql) =>
        startReconciliation(sql, { ids: test.ids, by }, now),
      );
      return { ...(await runToEnd(runId)), runId };
    },
    async gaps(runId) {
      const { rows } = await test.owner.query<GapRow>(
        `SELECT kind, order_name, event_id, milestone, healed_at IS NOT NULL AS is_healed
         FROM reconciliation_gap WHERE run_id = $1 ORDER BY kind, order_name, key`,
        [runId],
      );
      return rows;
    },
    async lossRate() {
      const span = { from: plusSeconds(hourOf(now), -86_400), before: plusSeconds(now, 1) };
      const hours = await test.database.forShop(shopId, (sql) =>
        readChangeHours(sql, { shopId, sourceId: source.sourceId }, span),
      );
      return lossRate(sumOfChanges(hours));
    },
    close: () => test.close(),
  };
}

async function loaded(
  test: TestDatabase,
  { shopId, runId }: { readonly shopId: string; readonly runId: string },
): Promise<RunInWork> {
  const { rows } = await test.owner.query<{
    parameters: unknown;
    place: unknown;
    done: number;
    total: number | null;
  }>("SELECT parameters, place, done, total FROM run WHERE id = $1", [runId]);
  const [row] = rows;
  if (row === undefined) throw new Error("the run is gone");
  const fixed = { id: runId, shopId, kind: "reconciliation", sourceId: null } as const;
  return { ...fixed, ...row, startedBy: "staff 7", isCancelAsked: false };
}
