import { canonicalJson } from "../canonical-json.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import type { Diagnosis } from "../diagnosis/verdict.ts";
import type { OrderEvidence } from "../diagnosis/evidence.ts";
import { fold } from "../order-record/fold.ts";
import type { Decision, OrderRecord } from "../order-record/order-record.ts";
import type { LearntUpdate } from "../order-record/order-update.ts";
import type { RecordedRun } from "./bundle.ts";

/** What is known of an order, from which everything else follows. */
export interface Known {
  readonly before: OrderRecord;
  readonly updates: readonly LearntUpdate[];
  readonly evidence: OrderEvidence;
}

export interface Followed {
  readonly meant: readonly Decision[];
  readonly record: OrderRecord;
  readonly diagnosis: Diagnosis;
}

/** What follows: the same for the same, whenever and wherever it is asked. */
export function followFrom({ before, updates, evidence }: Known): Followed {
  let record = before;
  const meant = updates.map((update) => {
    const folded = fold(record, update);
    record = folded.record;
    return folded.decision;
  });
  return { meant, record, diagnosis: diagnose(evidence) };
}

/** What came out otherwise than it was recorded. */
export type Difference = "decisions" | "record" | "diagnosis";

/** Runs a recorded order again; empty where every part is byte for byte what was recorded. */
export function rerun(run: RecordedRun): readonly Difference[] {
  const { before, ledger, evidence } = run;
  const updates = ledger.map(({ entry }) => entry.learnt);
  const again = followFrom({ before, updates, evidence });
  const pairs: readonly (readonly [Difference, unknown, unknown])[] = [
    ["decisions", ledger.map(({ meant }) => meant), again.meant],
    ["record", run.record, again.record],
    ["diagnosis", run.diagnosis, again.diagnosis],
  ];
  return pairs
    .filter(([, recorded, now]) => canonicalJson(recorded) !== canonicalJson(now))
    .map(([what]) => what);
}
