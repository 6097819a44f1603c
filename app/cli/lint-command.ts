import { lint } from "../domain/mapping/lint/lint.ts";
import type { Options } from "./handoff.ts";
import { json } from "./output.ts";
import type { Output } from "./output.ts";
import { readMapping, readPayload } from "./read-input.ts";

/** Compares a payload with a mapping and proposes what to change. */
export function runLint(options: Options): Output {
  const findings = lint(readPayload(options), readMapping(options));
  return {
    text: json({ findings }),
    exitCode: findings.some(({ weight }) => weight === "must") ? 1 : 0,
  };
}
