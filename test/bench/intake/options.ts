import { parseArgs } from "node:util";
import { VARIANTS } from "./variants.ts";
import type { VariantName } from "./variants.ts";

export interface IntakeOptions {
  readonly variants: readonly VariantName[];
  readonly connections: readonly number[];
  readonly rounds: number;
  /** Of each point, after the warm-up. */
  readonly seconds: number;
  readonly bodyBytes: number;
  /** Where Handoff's CPU profile goes; null makes none. */
  readonly profileFolder: string | null;
}

/** `--quick` for a look while one works; the others change one thing each. */
export function readOptions(parameters: readonly string[]): IntakeOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      seconds: { type: "string" },
      connections: { type: "string", default: "50,250,1000" },
      variants: { type: "string", default: VARIANTS.join(",") },
      bytes: { type: "string", default: "1000" },
      profile: { type: "string" },
    },
  });
  const wanted = values.variants.split(",");
  return {
    variants: VARIANTS.filter((name) => wanted.includes(name)),
    connections: values.connections.split(",").map(Number),
    rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
    seconds: Number(values.seconds ?? (values.quick ? 3 : 10)),
    bodyBytes: Number(values.bytes),
    profileFolder: values.profile ?? null,
  };
}
