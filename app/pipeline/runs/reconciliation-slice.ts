import { epochOf, type Instant, plusSeconds } from "../../domain/instant.ts";
import { judgeStorefront, type ShownOrder } from "../../domain/reconciliation/judge-storefront.ts";
import { paceSeconds } from "../../domain/reconciliation/pace.ts";
import { emptyReport, type ReconciliationReport } from "../../domain/reconciliation/report.ts";
import { type ReconciliationParameters, STOREFRONT_DAYS } from "../../domain/run/reconciliation.ts";
import type {
  Clock,
  DifferingOrder,
  OrderPage,
  Reconciliations,
  RunInWork,
  StorefrontList,
} from "../ports.ts";
import type { RunSlice, SliceEnd } from "./run-kind.ts";

export interface ReconciliationPorts {
  readonly reconciliations: Reconciliations;
  readonly storefrontList: StorefrontList;
  readonly clock: Clock;
}

/** Where a reconciliation stands. */
type Place =
  /** The sources are polled, and what came of it is interpreted. */
  | { readonly stage: "catch_up"; readonly since: Instant }
  | {
      readonly stage: "storefront";
      readonly since: Instant;
      readonly after: string | null;
      /** Reads that failed in a row. */
      readonly failures: number;
    }
  | { readonly stage: "compare" }
  /** What was found is being healed. */
  | { readonly stage: "heal"; readonly since: Instant };

/** What the next slice needs to know. */
interface SavedPlace {
  readonly place: Place;
  readonly report: ReconciliationReport;
}

/** What a slice works with. */
interface Work {
  readonly run: RunInWork;
  readonly report: ReconciliationReport;
  readonly now: Instant;
}

const LOOK_AGAIN_SECONDS = 2;
/** A source that does not answer, or a backlog, holds up the comparison no longer than this. */
const CATCH_UP_SECONDS = 300;
/** After this long a report says what is still open; the next one says what became of it. */
const HEAL_SECONDS = 300;
const MOST_FAILURES = 5;
const DAY_SECONDS = 86_400;

/**
 * Compares what the sources sent, what was received and what Shopify shows:
 * first every source is polled, then the storefront's orders are read in
 * pages, slowly, then the changes are counted, and at last it waits until what
 * was found is healed. One page at a time is in memory, whatever their number.
 */
export function reconciliationSlice(ports: ReconciliationPorts): RunSlice {
  return async (run) => {
    const now = ports.clock.now();
    const { from } = run.parameters as ReconciliationParameters; // as it was started
    const saved = run.place as SavedPlace | null; // as the last slice wrote it
    const work = { run, report: saved?.report ?? emptyReport(from, now), now };
    const place = saved?.place;
    switch (place?.stage) {
      case undefined:
        return begin(ports, work);
      case "catch_up":
        return catchUp(ports, work, place);
      case "storefront":
        return readStorefront(ports, work, place);
      case "compare":
        return compare(ports, work);
      case "heal":
        return heal(ports, work, place);
    }
  };
}

async function begin({ reconciliations }: ReconciliationPorts, work: Work): Promise<SliceEnd> {
  await reconciliations.begin(work.run, work.report);
  return going(work, { stage: "catch_up", since: work.now });
}

type At<Stage extends Place["stage"]> = Extract<Place, { stage: Stage }>;

async function catchUp(
  { reconciliations }: ReconciliationPorts,
  work: Work,
  place: At<"catch_up">,
): Promise<SliceEnd> {
  const isPatient = secondsBetween(place.since, work.now) < CATCH_UP_SECONDS;
  if (isPatient && (await reconciliations.isCatchingUp(work.run))) return waiting(work, place);
  const total = await reconciliations.knownOrders(work.run.shopId);
  const run = { ...work.run, total };
  return going(
    { ...work, run },
    { stage: "storefront", since: work.now, after: null, failures: 0 },
  );
}

async function readStorefront(
  ports: ReconciliationPorts,
  work: Work,
  place: At<"storefront">,
): Promise<SliceEnd> {
  const since = plusSeconds(place.since, -STOREFRONT_DAYS * DAY_SECONDS);
  const page = await ports.storefrontList.page(work.run.shopId, { since, after: place.after });
  switch (page.outcome) {
    case "read":
      return judged(ports, work, { place, page });
    case "throttled":
      return waiting(work, place, page.retryAfterMilliseconds / 1000);
    case "parked":
      return going(withProblem(work, page.reason), { stage: "compare" });
    case "unreachable": {
      const failures = place.failures + 1;
      return failures < MOST_FAILURES
        ? waiting(work, { ...place, failures }, failures * LOOK_AGAIN_SECONDS)
        : going(withProblem(work, page.reason), { stage: "compare" });
    }
  }
}

type ReadPage = Extract<OrderPage, { outcome: "read" }>;

/** The next page is read so much later that the share of the bucket is kept. */
async function judged(
  { reconciliations }: ReconciliationPorts,
  work: Work,
  { place, page }: { readonly place: At<"storefront">; readonly page: ReadPage },
): Promise<SliceEnd> {
  const { run, report, now } = work;
  const shown = new Map(page.orders.map((order) => [order.id, order]));
  const believed = await reconciliations.believed(run.shopId, [...shown.keys()]);
  const differing = believed.flatMap((order): readonly DifferingOrder[] => {
    const there = shown.get(order.orderId);
    if (there === undefined) return [];
    const verdict = judgeStorefront(there, order);
    if (verdict === "agrees") return [];
    return [{ ...order, name: there.name, verdict, detail: bothSides(there, order.milestone) }];
  });
  await reconciliations.addDiffering(run, differing, now);
  const before = report.storefront;
  const storefront = {
    ...before,
    read: before.read + page.orders.length,
    known: before.known + believed.length,
    differing: before.differing + differing.length,
    points: before.points + page.points,
    seconds: secondsBetween(place.since, now),
  };
  const after = { ...work, report: { ...report, storefront } };
  if (page.next === null) return going(after, { stage: "compare" });
  const next = { ...place, after: page.next, failures: 0 };
  return waiting(after, next, paceSeconds(page.points, page.restoreRate));
}

function bothSides({ fulfillmentStatus, cancelledAt }: ShownOrder, milestone: string | null) {
  const shows = cancelledAt === null ? fulfillmentStatus : "CANCELLED";
  return `Shopify: ${shows}; sources: ${milestone ?? "–"}`;
}

async function compare({ reconciliations }: ReconciliationPorts, work: Work): Promise<SliceEnd> {
  const { run, report, now } = work;
  const sources = await reconciliations.compare(run, { from: report.from, to: now });
  return going({ ...work, report: { ...report, to: now, sources } }, { stage: "heal", since: now });
}

async function heal(
  { reconciliations }: ReconciliationPorts,
  work: Work,
  place: At<"heal">,
): Promise<SliceEnd> {
  const { atWork, gaps, ...healing } = await reconciliations.noteHealed(work.run);
  const report = { ...work.report, gaps, healing };
  const isPatient = secondsBetween(place.since, work.now) < HEAL_SECONDS;
  if (isPatient && atWork > 0) return waiting({ ...work, report }, place);
  await reconciliations.end(work.run, report, work.now);
  const { read } = report.storefront;
  return { kind: "done", slice: { done: read, total: read, place: null, summary: report } };
}

function withProblem(work: Work, problem: string): Work {
  const { report } = work;
  return { ...work, report: { ...report, storefront: { ...report.storefront, problem } } };
}

function slice({ run, report }: Work, place: Place) {
  const done = report.storefront.read;
  const total = run.total === null ? null : Math.max(run.total, done);
  const saved: SavedPlace = { place, report };
  return { done, total, place: saved, summary: report };
}

function going(work: Work, place: Place): SliceEnd {
  return { kind: "going", slice: slice(work, place) };
}

function waiting(work: Work, place: Place, seconds: number = LOOK_AGAIN_SECONDS): SliceEnd {
  return { kind: "waiting", slice: slice(work, place), seconds };
}

function secondsBetween(from: Instant, to: Instant): number {
  return (epochOf(to) - epochOf(from)) / 1000;
}
