import type { Database } from "../adapters/postgres/database.ts";
import type { Actor, Sources } from "../adapters/postgres/sources.ts";
import type { Policy } from "../domain/plan/policy.ts";
import { checkSecret } from "../domain/signature/secret-key.ts";
import { makeSecret, secretFormatOf } from "./make-secret.ts";
import { findSource } from "./source-row.ts";

export interface ChangeParts {
  readonly database: Database;
  readonly sources: Sources;
}

const OVERLAP_SECONDS = 86_400;

export type RotateOutcome =
  | { readonly outcome: "rotated"; readonly secret: string }
  /** The scheme shares no secret, so there is none to rotate. */
  | { readonly outcome: "no_secret" }
  | { readonly outcome: "not_found" };

/** A new secret, told here alone; the one before it still counts for a day. */
export async function rotateSecret(
  { database, sources }: ChangeParts,
  by: Actor,
  sourceId: string,
): Promise<RotateOutcome> {
  const source = await findSource(database, { shopId: by.shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  const value = makeSecret(source.scheme);
  if (value === null) return { outcome: "no_secret" };
  const rotation = { endpointId: source.endpoint_id, value, overlapSeconds: OVERLAP_SECONDS };
  const outcome = await sources.rotateSecret(by, rotation);
  return outcome === "rotated" ? { outcome, secret: value } : { outcome };
}

export type EnterSecretOutcome = "entered" | "secret_invalid" | "no_secret" | "not_found";

/** The secret that the source's own system made; the one before it still counts for a day. */
export async function enterSecret(
  { database, sources }: ChangeParts,
  by: Actor,
  { sourceId, secret }: { readonly sourceId: string; readonly secret: string },
): Promise<EnterSecretOutcome> {
  const source = await findSource(database, { shopId: by.shopId, sourceId });
  if (source === null) return "not_found";
  const format = secretFormatOf(source.scheme);
  if (format === null) return "no_secret";
  if (checkSecret(format, secret) !== null) return "secret_invalid";
  const { endpoint_id: endpointId } = source;
  const rotation = { endpointId, value: secret, overlapSeconds: OVERLAP_SECONDS };
  const outcome = await sources.rotateSecret(by, rotation);
  return outcome === "rotated" ? "entered" : outcome;
}

/** Counts from the next look at each order on. */
export async function savePolicy(
  { sources }: ChangeParts,
  by: Actor,
  { sourceId, policy }: { readonly sourceId: string; readonly policy: Policy },
): Promise<"saved" | "not_found"> {
  return (await sources.change(by, sourceId, { policy })) === "changed" ? "saved" : "not_found";
}

export interface StateChange {
  readonly sourceId: string;
  readonly state: "active" | "paused" | "stopped";
}

/** Pausing keeps what comes and reads it later; stopping answers the source that nothing is taken any more. */
export async function setSourceState(
  { database, sources }: ChangeParts,
  by: Actor,
  { sourceId, state }: StateChange,
): Promise<"saved" | "not_found"> {
  const source = await findSource(database, { shopId: by.shopId, sourceId });
  if (source === null) return "not_found";
  const outcome = await sources.changeEndpoint(by, source.endpoint_id, { state });
  return outcome === "changed" ? "saved" : outcome;
}
