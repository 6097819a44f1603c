import { z } from "zod";

import { checkVector } from "./check-vectors.ts";
import type { VectorResult } from "./check-vectors.ts";
import type { Options } from "./handoff.ts";
import type { Output } from "./output.ts";
import { readJsonFile } from "./read-input.ts";
import { UsageError } from "./usage-error.ts";
import { vectorsSchema } from "./vector.ts";

/** Checks signature vectors: each as it is, and with a changed byte. */
export function runVerify({ vectors: file }: Options): Output {
  const parsed = vectorsSchema.safeParse(readJsonFile("vectors", file));
  if (!parsed.success)
    throw new UsageError(`These are no vectors:\n${z.prettifyError(parsed.error)}`);
  const results = parsed.data.map(checkVector);
  const right = results.filter(({ isRight }) => isRight).length;
  const refused = results.filter(({ refusesTampered }) => refusesTampered).length;
  const total = String(results.length);
  const summary = `accepted ${String(right)} of ${total}, tampered refused ${String(refused)} of ${total}`;
  const isWell = right === results.length && refused === results.length;
  return { text: [...results.map(describe), summary, ""].join("\n"), exitCode: isWell ? 0 : 1 };
}

function describe({ name, verdict, isRight, refusesTampered }: VectorResult): string {
  const outcome =
    verdict.verdict === "verified" ? "accepted" : `refused (${verdict.code}: ${verdict.detail})`;
  const tampered = refusesTampered ? "tampered refused" : "TAMPERED ACCEPTED";
  return `${isRight ? "ok  " : "FAIL"}  ${name}: ${outcome}, ${tampered}`;
}
