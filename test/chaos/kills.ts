import { setTimeout as wait } from "node:timers/promises";
import { atLeast, type Judged, type Verdict } from "../bench/report/verdict.ts";
import { openShop, startCluster, type Cluster, type ClusterSize } from "./cluster.ts";
import { judgeRun, verdictsOf, type Judgement } from "./judge-run.ts";
import type { Instance } from "./instance.ts";
import type { SendingShop } from "../sandbox/load/sending-shop.ts";
import { shipmentEvents } from "../sandbox/load/shipment-events.ts";

export interface KillPlan {
  readonly seconds: number;
  readonly orders: number;
  /** How often all of PostgreSQL is killed. */
  readonly databaseKills: number;
}

export interface KillReport extends Judgement, Judged {
  readonly part: "kills";
  readonly kills: Kills;
  /** Posts that were not acknowledged and were sent again. */
  readonly sentAgain: number;
  /** Events that were never acknowledged. */
  readonly givenUp: number;
}

interface Kills {
  web: number;
  worker: number;
  /** Of both, those that had not come to be ready. */
  starting: number;
  postgres: number;
}

/** Enough that one is ready nearly each second, though those that were killed take some to start again. */
const SIZE: ClusterSize = { web: 3, workers: 3 };
const AGAIN_MILLISECONDS = 500;
const GIVE_UP_MILLISECONDS = 180_000;

/**
 * Each second the process that has been ready longest is killed, or one that
 * is starting while none is ready, and PostgreSQL at even distances, while the
 * source ships every order and sends what was not acknowledged again.
 */
export async function runKills(plan: KillPlan, say: (line: string) => void): Promise<KillReport> {
  const cluster = await startCluster(SIZE, say);
  try {
    const shop = await openShop(cluster, plan.orders, say);
    say(`killing for ${String(plan.seconds)} s …`);
    const sending = sendAll(shop, plan.seconds * 1000);
    const kills = await killFor(cluster, plan, say);
    const { acknowledged, sentAgain, givenUp } = await sending;
    say("waiting until everything has ended …");
    const judged = await judgeRun(cluster.postgres.url, shop, acknowledged);
    return {
      part: "kills",
      kills,
      sentAgain,
      givenUp,
      ...judged,
      verdicts: [...killVerdicts(kills, plan), ...verdictsOf(judged)],
    };
  } finally {
    await cluster.close();
  }
}

/** A run in which nobody died proves nothing. */
function killVerdicts(
  { web, worker, postgres }: Kills,
  { seconds, databaseKills }: KillPlan,
): readonly Verdict[] {
  return [
    atLeast("kills of a web or worker process", web + worker, { limit: 0.9 * seconds }),
    atLeast("kills of a web process", web, { limit: 1 }),
    atLeast("kills of a worker process", worker, { limit: 1 }),
    atLeast("kills of all of PostgreSQL", postgres, { limit: databaseKills }),
  ];
}

async function killFor(
  { web, workers, postgres }: Cluster,
  { seconds, databaseKills }: KillPlan,
  say: (line: string) => void,
): Promise<Kills> {
  const kills: Kills = { web: 0, worker: 0, starting: 0, postgres: 0 };
  const distance = Math.floor(seconds / (databaseKills + 1));
  let restarted: Promise<void> = Promise.resolve();
  const began = Date.now();
  for (let second = 1; second <= seconds; second += 1) {
    await wait(Math.max(0, began + second * 1000 - Date.now()));
    if (second % distance === 0 && kills.postgres < databaseKills) {
      await restarted;
      restarted = postgres.killAndRestart();
      kills.postgres += 1;
    }
    const victim = victimAmong([...web, ...workers]);
    if (victim === null) continue;
    if (victim.readySince() === null) kills.starting += 1;
    await victim.kill();
    kills[victim.role === "web" ? "web" : "worker"] += 1;
    if (second % 10 === 0) say(`${String(second)} s: ${JSON.stringify(kills)}`);
  }
  await restarted;
  return kills;
}

/** Where none is ready the youngest one dies, so that another gets there; null while none runs. */
function victimAmong(instances: readonly Instance[]): Instance | null {
  const ready = instances.filter(({ readySince }) => readySince() !== null);
  const longestReady = ready.toSorted((a, b) => (a.readySince() ?? 0) - (b.readySince() ?? 0))[0];
  const running = instances.filter(({ runningSince }) => runningSince() !== null);
  const byAge = running.toSorted((a, b) => (a.runningSince() ?? 0) - (b.runningSince() ?? 0));
  return longestReady ?? byAge.at(-1) ?? null;
}

interface Sent {
  readonly acknowledged: ReadonlySet<string>;
  readonly sentAgain: number;
  readonly givenUp: number;
}

/** Begins the orders evenly over the time; each one's events follow one another. */
async function sendAll(shop: SendingShop, milliseconds: number): Promise<Sent> {
  const acknowledged = new Set<string>();
  const counts = { sentAgain: 0, givenUp: 0 };
  const sendOrder = async (name: string, place: number): Promise<void> => {
    await wait((place * milliseconds) / shop.orders.length);
    for (const event of shipmentEvents(name)) {
      const tries = await sendUntilTaken(shop, event);
      if (tries === null) counts.givenUp += 1;
      else {
        acknowledged.add(event.id);
        counts.sentAgain += tries - 1;
      }
    }
  };
  await Promise.all(shop.orders.map(sendOrder));
  return { acknowledged, ...counts };
}

/** How often it was posted until it was acknowledged; null where it never was. */
async function sendUntilTaken(
  shop: SendingShop,
  event: Parameters<SendingShop["post"]>[0],
): Promise<number | null> {
  const until = Date.now() + GIVE_UP_MILLISECONDS;
  for (let tries = 1; Date.now() < until; tries += 1) {
    const status = await shop.post(event);
    if (status !== null && status < 300) return tries;
    await wait(AGAIN_MILLISECONDS);
  }
  return null;
}
