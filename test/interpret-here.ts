import { interpret } from "../app/domain/mapping/interpret.ts";
import type { Interpret } from "../app/pipeline/ports.ts";

/** Interprets in the test's own thread. */
export const interpretHere: Interpret = (payload, { mapping, statusMap }) =>
  Promise.resolve(interpret(payload, mapping, statusMap));
