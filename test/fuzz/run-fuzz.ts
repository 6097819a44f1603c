import { chanceOf } from "../simulation/chance.ts";
import { until } from "../sandbox/processes/until.ts";
import { startAppUnderFuzz } from "./app-under-fuzz.ts";
import type { AppUnderFuzz } from "./app-under-fuzz.ts";
import { mappingChanger } from "./change-mappings.ts";
import type { MappingCounts } from "./change-mappings.ts";
import { sendAll } from "./client/senders.ts";
import { judge } from "./judge.ts";
import type { FuzzInput } from "./input.ts";
import { inputMaker } from "./make-input.ts";
import { Acknowledged } from "./read-back.ts";
import { valueOf, watchStalls } from "./stalls.ts";
import type { Stalls } from "./stalls.ts";

export interface FuzzPlan {
  readonly inputs: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface FuzzReport {
  readonly seed: number;
  readonly inputs: number;
  readonly mappings: MappingCounts;
  /** Answers by status; 0 is silence. */
  readonly answers: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly repeated: number;
  readonly storedByteForByte: number;
  /** Messages that were accepted and are not stored as they were sent. */
  readonly notAsSent: number;
  /** Inputs that were answered wrongly, a 500 among them. */
  readonly wrong: number;
  readonly examples: readonly string[];
  /** Messages by the state in which they ended. */
  readonly states: Readonly<Record<string, number>>;
  readonly withoutEnd: number;
  readonly loggedErrors: number;
  readonly stalls: Stalls;
  /** Interpretations, and those that took more than 50 ms of CPU. */
  readonly interpretations: number;
  readonly over50MillisecondsOfCpu: number;
}

const INPUTS_PER_MAPPING = 100;
const MAX_BACKLOG = 2_000;
const SETTLE_SECONDS = 600;
const WARM_UP = 300;

/** Sends inputs of one seed into a real process, and asks whether its promises held. */
export async function runFuzz(plan: FuzzPlan): Promise<FuzzReport> {
  const app = await startAppUnderFuzz();
  try {
    return await fuzz(app, plan);
  } finally {
    await app.close();
  }
}

async function fuzz(app: AppUnderFuzz, plan: FuzzPlan): Promise<FuzzReport> {
  const run = startRun(app, plan);
  await run.send(Math.min(WARM_UP, plan.inputs)); // what compiles the code for the first time is no stall
  await app.metrics();
  const watch = watchStalls(() => app.metrics());
  await run.send(plan.inputs);
  await untilInterpreted(app);
  const stalls = await watch.stop();
  plan.say("reading back what was acknowledged");
  const stored = await run.acknowledged.compare(app);
  const { states, withoutEnd } = await endsOf(app);
  const metrics = await app.metrics();
  const interpretations = valueOf(
    metrics,
    'oms_interpretation_cpu_seconds_count{code="interpreted"}',
  );
  const within = valueOf(
    metrics,
    'oms_interpretation_cpu_seconds_bucket{le="0.05",code="interpreted"}',
  );
  return {
    seed: plan.seed,
    inputs: plan.inputs,
    mappings: run.mappings,
    answers: run.answers,
    accepted: run.acknowledged.messages,
    repeated: run.acknowledged.repeats,
    storedByteForByte: stored.same,
    notAsSent: stored.other.length,
    wrong: run.wrong.count,
    examples: [...run.wrong.examples, ...stored.other.slice(0, 5), ...app.errors().slice(0, 5)],
    states,
    withoutEnd,
    loggedErrors: app.errors().length,
    stalls,
    interpretations,
    over50MillisecondsOfCpu: interpretations - within,
  };
}

function startRun(app: AppUnderFuzz, { seed, say }: FuzzPlan) {
  const chance = chanceOf(seed);
  const make = inputMaker(chance, app.targets);
  const mappings = mappingChanger(chanceOf(seed + 1), app);
  const acknowledged = new Acknowledged();
  const answers: Record<string, number> = {};
  const wrong = { count: 0, examples: [] as string[] };
  let made = 0;
  let hold: Promise<void> = Promise.resolve();

  function next(limit: number): FuzzInput | null {
    if (made >= limit) return null;
    const input = make(made);
    made += 1;
    if (made % INPUTS_PER_MAPPING === 0)
      hold = hold.then(() => mappings.change()).then(() => untilRoom(app));
    if (made % 5_000 === 0) say(`${String(made)} inputs, ${String(wrong.count)} answered wrongly`);
    return input;
  }

  return {
    acknowledged,
    answers,
    wrong,
    mappings: mappings.counts,
    send: (limit: number) =>
      sendAll({
        port: app.port,
        next: () => next(limit),
        pause: () => hold,
        answered(input, answer) {
          const status = String(answer?.status ?? 0);
          answers[status] = (answers[status] ?? 0) + 1;
          const judgement = judge(input, answer);
          if (judgement.kind === "accepted") acknowledged.note(judgement.messageId, input);
          if (judgement.kind === "repeated") acknowledged.noteRepeat(judgement.messageId, input);
          if (judgement.kind !== "wrong") return;
          wrong.count += 1;
          if (wrong.examples.length < 10) wrong.examples.push(`${input.what} ${judgement.why}`);
        },
      }),
  };
}

async function backlogOf({ test }: AppUnderFuzz): Promise<number> {
  const { rows } = await test.owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM message_task",
  );
  return rows[0]?.count ?? 0;
}

async function untilRoom(app: AppUnderFuzz): Promise<void> {
  await until("room in the backlog", SETTLE_SECONDS, async () => {
    if (!app.isRunning()) throw new Error("the app ended under the fuzz");
    return (await backlogOf(app)) < MAX_BACKLOG ? true : null;
  });
}

async function untilInterpreted(app: AppUnderFuzz): Promise<void> {
  await until("every message to be interpreted", SETTLE_SECONDS, async () =>
    (await backlogOf(app)) === 0 ? true : null,
  );
}

async function endsOf({ test }: AppUnderFuzz) {
  const { rows } = await test.owner.query<{ state: string | null; count: number }>(
    `SELECT i.state, count(*)::int AS count FROM message m
     LEFT JOIN interpretation i ON i.message_id = m.id GROUP BY 1`,
  );
  const known = rows.flatMap(({ state, count }) =>
    state === null ? [] : [[state, count] as const],
  );
  const states = Object.fromEntries(known);
  const none = rows.find(({ state }) => state === null)?.count ?? 0;
  return { states, withoutEnd: none + (states["recorded"] ?? 0) };
}
