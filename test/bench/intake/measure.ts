import { loadavg } from "node:os";
import { SECRET } from "./bench-database.ts";
import type { BenchDatabase } from "./bench-database.ts";
import type { LoadResult } from "./load/plan.ts";
import { runLoad } from "./run-load.ts";
import type { ServerProcess } from "./server-process.ts";
import type { VariantName } from "./variants.ts";

/** One point: one variant under so many connections for some seconds. */
export interface Point {
  readonly variant: VariantName;
  readonly connections: number;
  readonly acceptedPerSecond: number;
  /** CPU of the server for each answered delivery. */
  readonly serverMicroseconds: number;
  /** CPU of PostgreSQL for each answered delivery; null where the system does not tell. */
  readonly postgresMicroseconds: number | null;
  readonly load: LoadResult;
  /** Deliveries that got a 2xx and are not in the database; null for what keeps nothing. */
  readonly lost: number | null;
  /** Of the machine, over the last minute. */
  readonly machineLoad: number;
}

export interface PointPlan {
  readonly variant: VariantName;
  readonly server: ServerProcess;
  readonly database: BenchDatabase;
  readonly connections: number;
  readonly seconds: number;
  readonly bodyBytes: number;
}

const WARM_UP_SECONDS = 2;
/** More than any of them has been seen to take in, so that signing does not fall into the measured time. */
const AT_MOST_PER_SECOND: Readonly<Record<VariantName, number>> = {
  bare: 30_000,
  handoff: 20_000,
  template: 4_000,
  upstream: 4_000,
};

let runs = 0;

export async function measurePoint(plan: PointPlan): Promise<Point> {
  const { variant, server, database, connections, seconds, bodyBytes } = plan;
  const usage = usageOf(server, database);
  const before = await stored(variant, database);
  runs += 1;
  const load = await runLoad(
    {
      port: server.port,
      paths: database.paths,
      secret: SECRET,
      run: `b${String(process.pid)}_${String(runs)}`,
      bodyBytes,
      connections,
      warmUpSeconds: WARM_UP_SECONDS,
      seconds,
      perSecond: null,
      signedAhead: AT_MOST_PER_SECOND[variant] * (WARM_UP_SECONDS + seconds),
    },
    { onBegin: usage.mark, onEnd: usage.mark },
  );
  const after = await stored(variant, database);
  const spent = await usage.between();
  return {
    variant,
    connections,
    acceptedPerSecond: load.accepted / load.seconds,
    serverMicroseconds: spent.server / load.answered,
    postgresMicroseconds: spent.postgres === null ? null : spent.postgres / load.answered,
    load,
    lost: after === null || before === null ? null : load.acceptedInAll - (after - before),
    machineLoad: loadavg()[0] ?? 0,
  };
}

function stored(variant: VariantName, database: BenchDatabase): Promise<number | null> {
  switch (variant) {
    case "bare":
      return Promise.resolve(null);
    case "handoff":
      return database.recorded();
    case "template":
    case "upstream":
      return database.rows();
  }
}

interface Usage {
  readonly server: number;
  readonly postgres: number | null;
}

/** CPU time between two moments. */
function usageOf(server: ServerProcess, database: BenchDatabase) {
  const marks: Promise<Usage>[] = [];
  return {
    mark: (): void => {
      const postgres = database.cpuMicroseconds();
      marks.push(server.cpuMicroseconds().then((own) => ({ server: own, postgres })));
    },
    between: async (): Promise<Usage> => {
      const [first, last] = await Promise.all(marks);
      if (first === undefined || last === undefined) throw new Error("nothing was measured");
      const { postgres } = last;
      return {
        server: last.server - first.server,
        postgres: postgres === null ? null : postgres - (first.postgres ?? 0),
      };
    },
  };
}
