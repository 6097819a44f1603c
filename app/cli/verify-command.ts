import { checkVector } from "./check-vectors.ts";
import type { VectorResult } from "./check-vectors.ts";
import type { Options } from "./handoff.ts";
import { InputError } from "./input-error.ts";
import type { Output } from "./output.ts";
import { readJsonFile } from "./read-input.ts";
import { vectorListSchema } from "./vector.ts";

/** Checks signature vectors: each as it is, and with a changed byte. */
export function runVerify({ vectors: file }: Options): Output {
  const parsed = vectorListSchema.safeParse(readJsonFile("vectors", file));
  if (!parsed.success) {
    throw new InputError(
      `${file ?? ""} holds no vectors: give a JSON list of them, or an object with the list as its member "vectors".`,
    );
  }
  if (parsed.data.length === 0) throw new InputError(`The list of ${file ?? ""} is empty.`);
  const results = parsed.data.map(checkVector);
  const right = results.filter(({ isRight }) => isRight).length;
  const refused = results.filter(({ refusesTampered }) => refusesTampered).length;
  const total = String(results.length);
  const summary = `accepted ${String(right)} of ${total}, tampered refused ${String(refused)} of ${total}`;
  const isWell = right === results.length && refused === results.length;
  return { text: [...results.map(describe), summary, ""].join("\n"), exitCode: isWell ? 0 : 1 };
}

function describe({ name, verdict, reason, isRight, refusesTampered }: VectorResult): string {
  if (verdict === null) return `FAIL  ${name}: cannot be tried: ${reason}`;
  const outcome =
    verdict.verdict === "verified" ? "accepted" : `refused (${verdict.code}: ${verdict.detail})`;
  const tampered = refusesTampered ? "tampered refused" : "TAMPERED ACCEPTED";
  return `${isRight ? "ok  " : "FAIL"}  ${name}: ${outcome}, ${tampered}`;
}
