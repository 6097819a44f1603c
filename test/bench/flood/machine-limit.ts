import { SECRET } from "../intake/bench-database.ts";
import type { BenchDatabase } from "../intake/bench-database.ts";
import type { LoadPlan, LoadResult } from "../intake/load/plan.ts";
import { runLoad } from "../intake/run-load.ts";
import type { ServerProcess } from "../intake/server-process.ts";

interface MachineLimitPlan {
  readonly server: ServerProcess;
  readonly database: BenchDatabase;
  /** How long the flood lasts. */
  readonly seconds: number;
}

/**
 * What came of as many senders as there are, each waiting for its answer, one
 * phase after the other: senders, receiver and PostgreSQL share the machine, so
 * that what is offered is little more than what is sustained.
 */
export interface MachineLimit {
  readonly thousand: LoadResult;
  readonly flood: LoadResult;
  readonly afterwards: LoadResult;
  /** Deliveries a second that a thousand senders got accepted, each waiting for its answer. */
  readonly sustainedPerSecond: number;
  /** What the flood sent, as a multiple of that; senders on the same machine send no more. */
  readonly timesSustained: number;
  /** Deliveries with a 2xx that are not in the database. */
  readonly lost: number;
}

const TIMES = 10;
const THOUSAND = 1000;
/**
 * Some more than the receiver has in work at once. Many more would measure the
 * senders: with each of them waiting for its answer, an answer takes as long as
 * their number divided by what the machine answers in a second.
 */
const FLOOD_CONNECTIONS = 1800;
const THOUSAND_SECONDS = 10;
/** After a flood all has to be as before within so many seconds. */
const RECOVERY_SECONDS = 5;
const SIGNED_AHEAD = 200_000;

export async function machineLimit(plan: MachineLimitPlan): Promise<MachineLimit> {
  const before = await plan.database.recorded();
  const send = sender(plan);
  const thousand = await send({ connections: THOUSAND, seconds: THOUSAND_SECONDS });
  const sustainedPerSecond = thousand.accepted / thousand.seconds;
  const flooded = await send({
    connections: FLOOD_CONNECTIONS,
    seconds: plan.seconds,
    perSecond: Math.round(TIMES * sustainedPerSecond),
    signedAhead: SIGNED_AHEAD,
  });
  const afterwards = await send({
    connections: 50,
    seconds: 10,
    warmUpSeconds: RECOVERY_SECONDS,
  });
  const phases = { thousand, flood: flooded, afterwards };
  const accepted = Object.values(phases).reduce((sum, phase) => sum + phase.acceptedInAll, 0);
  return {
    ...phases,
    sustainedPerSecond: Math.round(sustainedPerSecond),
    timesSustained: Math.round((10 * flooded.sent) / flooded.seconds / sustainedPerSecond) / 10,
    lost: accepted - ((await plan.database.recorded()) - before),
  };
}

type Phase = Pick<LoadPlan, "connections" | "seconds"> & Partial<LoadPlan>;

function sender({ server, database }: MachineLimitPlan): (phase: Phase) => Promise<LoadResult> {
  let number = 0;
  const nothing = (): void => undefined;
  return (phase) => {
    number += 1;
    const load: LoadPlan = {
      port: server.port,
      paths: database.paths,
      secret: SECRET,
      run: `f${String(process.pid)}_${String(number)}`,
      bodyBytes: 1000,
      warmUpSeconds: 2,
      perSecond: null,
      signedAhead: 100_000,
      ...phase,
    };
    console.error(`${String(load.connections)} connections, ${String(load.seconds)} s …`);
    return runLoad(load, { onBegin: nothing, onEnd: nothing });
  };
}
