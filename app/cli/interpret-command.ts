import { interpret } from "../domain/mapping/interpret.ts";
import type { Options } from "./handoff.ts";
import { json } from "./output.ts";
import type { Output } from "./output.ts";
import { readMapping, readPayload } from "./read-input.ts";

/** Shows what a mapping reads from a payload. */
export function runInterpret(options: Options): Output {
  const { mapping, statusMap } = readMapping(options);
  const interpretation = interpret(readPayload(options), mapping, statusMap);
  const hasError = interpretation.problems.some(({ severity }) => severity === "error");
  return { text: json(interpretation), exitCode: hasError ? 1 : 0 };
}
