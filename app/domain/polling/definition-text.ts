import { checkPoller } from "./definition/check-poller.ts";
import type { PollerFault } from "./definition/check-poller.ts";
import type { PollerDefinition } from "./definition/poller-schema.ts";
import { withoutFormNote } from "./poller-form.ts";

/**
 * A definition as people write it, in the order of the guide: to be read,
 * copied and kept elsewhere. It holds no secret.
 */
export function definitionText(definition: PollerDefinition): string {
  const checked = checkPoller(withoutFormNote(definition));
  return JSON.stringify("definition" in checked ? checked.definition : definition, null, 2);
}

export type ReadDefinition =
  | { readonly kind: "read"; readonly definition: PollerDefinition }
  | { readonly kind: "no_json" }
  | { readonly kind: "wrong"; readonly faults: readonly PollerFault[] };

/** Reads what somebody wrote or pasted. */
export function readDefinition(text: string): ReadDefinition {
  const value = jsonIn(text);
  if (value === undefined) return { kind: "no_json" };
  const checked = checkPoller(value);
  return "problems" in checked
    ? { kind: "wrong", faults: checked.problems }
    : { kind: "read", definition: checked.definition };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
