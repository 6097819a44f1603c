import type { Answer } from "../../intake/load/connection.ts";
import { latenciesOf, tally } from "../../intake/load/tally.ts";
import type { Stage, StageResult } from "./plan.ts";
import type { Schedule } from "./schedule.ts";

/** Counts, by the stage in which each delivery was due. Times in milliseconds from the beginning. */
export interface StageTally {
  sent(number: number, at: number): void;
  answered(number: number, answer: Answer, at: number): void;
  broken(number: number): void;
  givenUp(number: number): void;
  results(): readonly StageResult[];
}

export function stageTally(stages: readonly Stage[], schedule: Schedule): StageTally {
  const all = stages.map((stage, at) => ({
    stage,
    counts: tally(),
    due: schedule.counts[at] ?? 0,
    begins: schedule.begins[at] ?? 0,
    lateness: [] as number[],
    givenUp: 0,
    lastRefused: 0,
  }));
  const of = (number: number) => all[schedule.stageOf(number)] ?? fail(number);
  return {
    sent(number, at) {
      const one = of(number);
      one.counts.sent();
      one.lateness.push(at - schedule.dueAt(number));
    },
    answered(number, answer, at) {
      const one = of(number);
      const dueAt = schedule.dueAt(number);
      one.counts.answered(answer, at - dueAt);
      if (answer.status >= 300) one.lastRefused = Math.max(one.lastRefused, dueAt - one.begins);
    },
    broken(number) {
      of(number).counts.broken();
    },
    givenUp(number) {
      of(number).givenUp += 1;
    },
    results: () =>
      all.map(({ stage, counts, due, lateness, givenUp, lastRefused }) => {
        const result = counts.result(stage.seconds);
        return {
          ...result,
          name: stage.name,
          due,
          givenUp,
          unanswered: result.sent - result.answered - result.broken,
          lateness: latenciesOf(lateness),
          lastRefusedAfter: Math.round(lastRefused) / 1000,
        };
      }),
  };
}

function fail(number: number): never {
  throw new Error(`delivery ${String(number)} is in no stage`);
}
