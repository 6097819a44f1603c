import { SECRET } from "../intake/bench-database.ts";
import type { BenchDatabase } from "../intake/bench-database.ts";
import type { LoadResult } from "../intake/load/plan.ts";
import { runLoad } from "../intake/run-load.ts";
import type { ServerProcess } from "../intake/server-process.ts";
import { startHandoff } from "../intake/variants.ts";
import type { Stage, StageResult } from "./open-loop/plan.ts";
import { runOpenLoop } from "./run-open-loop.ts";
import { startSlowStore } from "./slow-store.ts";

interface TenTimesPlan {
  readonly database: BenchDatabase;
  /** How long the flood lasts. */
  readonly seconds: number;
  readonly profileFolder: string | null;
}

/** What came of a flood of ten times what is sustained, and of one quiet shop beside it. */
export interface TenTimes {
  /** A thousand senders, each waiting for its answer. */
  readonly thousand: LoadResult;
  readonly sustainedPerSecond: number;
  /** What was sent in the flood, as a multiple of that. */
  readonly timesSustained: number;
  readonly before: StageResult;
  readonly flood: StageResult;
  /** Until 5 s after the flood. */
  readonly settling: StageResult;
  readonly afterwards: StageResult;
  /** While the others flooded. */
  readonly quiet: StageResult;
  readonly connections: number;
  readonly lost: number;
}

/** How long the database takes for an answer: one flight of a batch. Two fly at once, of 200 each. */
const ANSWER_MILLISECONDS = 400;
const THOUSAND = {
  run: runOf("thousand"),
  connections: 1000,
  /** Connections to the database are made, keys and endpoints read: each takes its round trips. */
  warmUpSeconds: 8,
  seconds: 10,
  perSecond: null,
  signedAhead: 40_000,
} as const;
const NOTHING = { onBegin: () => undefined, onEnd: () => undefined };
/** A little more than ten, so that a delivery given up shows as such and not as a missed multiple. */
const TIMES = 10.1;
const ORDINARY_SHARE = 0.5;
const QUIET_PER_SECOND = 5;
const ORDINARY_SECONDS = 10;
const SETTLING_SECONDS = 5;
const MOST_CONNECTIONS = 4000;

/** On a database that takes its time, as one elsewhere does: what this machine's senders can offer is ten times what it sustains. */
export async function tenTimes(plan: TenTimesPlan): Promise<TenTimes> {
  const store = await startSlowStore(plan.database.url);
  try {
    const server = await startHandoff(store.url, plan.profileFolder);
    try {
      store.delayBy(ANSWER_MILLISECONDS);
      console.error(`a database that answers after ${String(ANSWER_MILLISECONDS)} ms …`);
      return await run(plan, server);
    } finally {
      await server.stop();
    }
  } finally {
    await store.close();
  }
}

async function run({ database, seconds }: TenTimesPlan, server: ServerProcess): Promise<TenTimes> {
  const recordedBefore = await database.recorded();
  const [quietPath = "/", ...paths] = database.paths;
  const load = { port: server.port, secret: SECRET, bodyBytes: 1000 };
  const thousand = await runLoad({ ...THOUSAND, ...load, paths: database.paths }, NOTHING);
  const sustained = thousand.accepted / thousand.seconds;
  console.error(`${sustained.toFixed(0)}/s; ${String(TIMES)} times that, ${String(seconds)} s …`);
  const stages = stagesOf(sustained, seconds);
  const quietStages = stages.map((stage) => ({ ...stage, perSecond: QUIET_PER_SECOND }));
  const most = { mostConnections: MOST_CONNECTIONS };
  const results = await runOpenLoop([
    { ...load, ...most, run: runOf("many"), paths, stages },
    { ...load, ...most, run: runOf("quiet"), paths: [quietPath], stages: quietStages },
  ]);
  const [many, quiet] = results.map((result) => result.stages);
  const flood = stageOf(many, "flood");
  const all = [thousand, ...results.flatMap((result) => result.stages)];
  const accepted = all.reduce((sum, { acceptedInAll }) => sum + acceptedInAll, 0);
  return {
    thousand,
    sustainedPerSecond: Math.round(sustained),
    timesSustained: Math.round((100 * flood.sent) / flood.seconds / sustained) / 100,
    before: stageOf(many, "before"),
    flood,
    settling: stageOf(many, "settling"),
    afterwards: stageOf(many, "afterwards"),
    quiet: stageOf(quiet, "flood"),
    connections: results[0]?.connections ?? 0,
    lost: accepted - ((await database.recorded()) - recordedBefore),
  };
}

function stagesOf(sustained: number, seconds: number): readonly Stage[] {
  const perSecond = Math.round(ORDINARY_SHARE * sustained);
  return [
    { name: "before", perSecond, seconds: ORDINARY_SECONDS },
    { name: "flood", perSecond: Math.ceil(TIMES * sustained), seconds },
    { name: "settling", perSecond, seconds: SETTLING_SECONDS },
    { name: "afterwards", perSecond, seconds: ORDINARY_SECONDS },
  ];
}

/** Begins the ids of the messages of one load. */
function runOf(load: string): string {
  return `${load}${String(process.pid)}`;
}

function stageOf(stages: readonly StageResult[] | undefined, name: string): StageResult {
  const stage = stages?.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`no stage is called ${name}`);
  return stage;
}
