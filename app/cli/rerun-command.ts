import { z } from "zod";
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  type BundledOrder,
  type TicketBundle,
} from "../domain/ticket/bundle.ts";
import { type Difference, rerun } from "../domain/ticket/rerun.ts";
import { InputError } from "./input-error.ts";
import type { Output } from "./output.ts";
import { readJsonFile } from "./read-input.ts";

export interface RerunOptions {
  readonly bundle?: string | undefined;
}

/** Runs a bundle's orders again; exit code 1 where one comes out otherwise than it was recorded. */
export function runRerun({ bundle: file }: RerunOptions): Output {
  const results = bundleIn(readJsonFile("bundle", file)).orders.map((order) => ({
    name: order.name,
    differences: differencesOf(order),
  }));
  const lines = results.map(({ name, differences }) =>
    differences.length === 0
      ? `${name}: the same`
      : `${name}: not as recorded: ${differences.join(", ")}`,
  );
  const isSame = results.every(({ differences }) => differences.length === 0);
  return { text: [...lines, ""].join("\n"), exitCode: isSame ? 0 : 1 };
}

const outlineSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  orders: z.array(
    z.object({
      name: z.string(),
      before: z.object({ sources: z.object({}) }),
      ledger: z.array(z.object({ meant: z.object({}), entry: z.object({ learnt: z.object({}) }) })),
      record: z.object({}),
      evidence: z.object({}),
      diagnosis: z.object({}),
    }),
  ),
});

function bundleIn(document: unknown): TicketBundle {
  if (!outlineSchema.safeParse(document).success) {
    throw new InputError(
      "This is no bundle of this version of Handoff: give the bundle.json of a downloaded one.",
    );
  }
  return document as TicketBundle; // its outline is checked; what a hand changed further in shows in the running
}

function differencesOf(order: BundledOrder): readonly Difference[] {
  try {
    return rerun(order);
  } catch {
    throw new InputError(`${order.name} cannot be run again: its part of the file was changed.`);
  }
}
