import {
  type BackfillFindings,
  type BackfillSummary,
  type BackfillTrial,
} from "../../domain/run/backfill.ts";
import { MOST_REPLAYED } from "../../domain/run/replay.ts";
import type { NewMessage, RunInWork } from "../ports.ts";
import { compareBatch } from "./compare-batch.ts";
import { asKnownNow, readAgain, type ReadAgainPorts } from "./read-again.ts";

/** What a page of a trial came to. */
export interface PageWorkedOut {
  /** Messages that were not looked into, because so many were before them. */
  readonly unseen: number;
  /** Of all pages so far. */
  readonly found: BackfillFindings;
}

interface TrialSoFar {
  readonly run: RunInWork;
  readonly trial: BackfillTrial;
  readonly summary: Pick<BackfillSummary, "fresh" | "unseen">;
}

/**
 * Works out what the new messages of a page would change and whom they would
 * mail, in each order as it is known now and as the pages before left it.
 * Nothing is changed. A page that is worked out twice adds nothing the second
 * time: its claims are known then.
 */
export async function workOutPage(
  ports: ReadAgainPorts,
  { run, trial, summary: { fresh, unseen } }: TrialSoFar,
  messages: readonly NewMessage[],
): Promise<PageWorkedOut> {
  const { comparisons } = ports;
  const { rules, now, learntBy: learntAt } = trial;
  const looked = messages.slice(0, Math.max(0, MOST_REPLAYED - (fresh - unseen)));
  const [first] = looked;
  if (first !== undefined) {
    const version = await ports.messages.mapping(run.shopId, first.sourceId);
    const read = await Promise.all(
      looked.map((message) => readAgain(ports, { message, learntAt, now, version })),
    );
    const begin = asKnownNow(ports, run.shopId, rules);
    await compareBatch({ comparisons, run, rules, begin }, read);
  }
  return { unseen: messages.length - looked.length, found: await comparisons.summarise(run) };
}
