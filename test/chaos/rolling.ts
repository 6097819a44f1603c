import { setTimeout as wait } from "node:timers/promises";
import { until } from "../sandbox/processes/until.ts";
import { none, type Judged } from "../bench/report/verdict.ts";
import { openShop, startCluster, type Cluster, type ClusterSize } from "./cluster.ts";
import { judgeRun, verdictsOf, type Judgement } from "./judge-run.ts";
import type { SendingShop } from "../sandbox/load/sending-shop.ts";
import { eventOf } from "../sandbox/load/shipment-events.ts";

export interface RollingPlan {
  readonly restarts: number;
  /** Connections that each post one delivery after the other. */
  readonly senders: number;
}

export interface RollingReport extends Judgement, Judged {
  readonly part: "rolling";
  readonly restarts: number;
  readonly requests: number;
  /** Requests that were answered by anything but 2xx, or not at all. */
  readonly failed: number;
  /** How they failed, by status; `none` is no answer. */
  readonly failures: Readonly<Record<string, number>>;
}

const SIZE: ClusterSize = { web: 2, workers: 2 };
const PAUSE_MILLISECONDS = 20;
const READY_SECONDS = 60;

/** The two web processes are restarted in turn, as a deployment does, while the source sends without a pause and never a second time. */
export async function runRolling(
  { restarts, senders }: RollingPlan,
  say: (line: string) => void,
): Promise<RollingReport> {
  const cluster = await startCluster(SIZE, say);
  try {
    const shop = await openShop(cluster, senders, say);
    await untilServed(cluster);
    const load = sendWithoutPause(shop);
    for (let number = 0; number < restarts; number += 1) {
      await cluster.web[number % cluster.web.length]?.restart();
      await untilServed(cluster);
      say(`${String(number + 1)} of ${String(restarts)} restarts, ${load.told()}`);
    }
    const { acknowledged, requests, failures } = await load.stop();
    const failed = Object.values(failures).reduce((sum, one) => sum + one, 0);
    say("waiting until everything has ended …");
    const judged = await judgeRun(cluster.postgres.url, shop, acknowledged);
    const sent = { part: "rolling", restarts, requests, failed, failures } as const;
    const verdicts = [none("requests that failed", failed), ...verdictsOf(judged)];
    return { ...sent, ...judged, verdicts };
  } finally {
    await cluster.close();
  }
}

/** The next is restarted only once the last one gets requests again. */
async function untilServed({ web, balancer }: Cluster): Promise<void> {
  await until("the balancer to send to both", READY_SECONDS, () =>
    Promise.resolve(web.every(({ port }) => balancer.sendsTo(port)) ? true : null),
  );
}

interface Load {
  told(): string;
  stop(): Promise<{
    readonly acknowledged: ReadonlySet<string>;
    readonly requests: number;
    readonly failures: Readonly<Record<string, number>>;
  }>;
}

function sendWithoutPause(shop: SendingShop): Load {
  const acknowledged = new Set<string>();
  const failures: Record<string, number> = {};
  let requests = 0;
  let isOver = false;
  const sendFor = async (order: string): Promise<void> => {
    for (let version = 1; !isOver; version += 1) {
      const event = eventOf(order, { status: version === 1 ? "shipped" : "in_transit", version });
      const status = await shop.post(event);
      requests += 1;
      if (status !== null && status < 300) acknowledged.add(event.id);
      else failures[status ?? "none"] = (failures[status ?? "none"] ?? 0) + 1;
      await wait(PAUSE_MILLISECONDS);
    }
  };
  const all = Promise.all(shop.orders.map(sendFor));
  return {
    told: () => `${String(requests)} requests, failed ${JSON.stringify(failures)}`,
    async stop() {
      isOver = true;
      await all;
      return { acknowledged, requests, failures };
    },
  };
}
