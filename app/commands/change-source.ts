import { z } from "zod";
import type { Database } from "../adapters/postgres/database.ts";
import type { Actor, Sources } from "../adapters/postgres/sources.ts";
import type { Policy } from "../domain/plan/policy.ts";
import type { StatusRow } from "../domain/mapping/status-rows.ts";
import { isMeaning, statusMapOf, statusRowErrors } from "../domain/mapping/status-rows.ts";
import { MAX_STATUS_LENGTH } from "../domain/source/source-form.ts";
import { makeSecret } from "./make-secret.ts";
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

/** A status map as it is sent: JSON of its rows, and the version that was edited. */
export const statusMapSchema = z.strictObject({
  sourceId: z.uuid(),
  basedOn: z.coerce.number().int().positive(),
  rows: z
    .array(
      z.strictObject({
        status: z.string().max(MAX_STATUS_LENGTH),
        meaning: z.string().refine((text) => text === "" || isMeaning(text)),
      }),
    )
    .max(500)
    .transform((rows): readonly StatusRow[] =>
      rows.map(({ status, meaning }) => ({ status, meaning: isMeaning(meaning) ? meaning : "" })),
    ),
});

export type StatusMapEdit = z.output<typeof statusMapSchema>;

export type PublishOutcome =
  | { readonly outcome: "published"; readonly version: number }
  | { readonly outcome: "status_twice" }
  /** Somebody published meanwhile; nothing was changed. */
  | { readonly outcome: "outdated" }
  | { readonly outcome: "not_found" };

/** Publishes the status map as a new version; the field mapping stays as it is. */
export async function publishStatusMap(
  { database, sources }: ChangeParts,
  by: Actor,
  { sourceId, basedOn, rows }: StatusMapEdit,
): Promise<PublishOutcome> {
  if (statusRowErrors(rows).size > 0) return { outcome: "status_twice" };
  const source = await findSource(database, { shopId: by.shopId, sourceId });
  if (source?.mapping == null) return { outcome: "not_found" };
  if (source.version !== basedOn) return { outcome: "outdated" };
  const statusMap = statusMapOf(rows);
  const made = await sources.publishMapping(by, { sourceId, mapping: source.mapping, statusMap });
  if (made === null) return { outcome: "not_found" };
  return { outcome: "published", version: made.version };
}

/** Counts from the next look at each order on. */
export async function savePolicy(
  { sources }: ChangeParts,
  by: Actor,
  { sourceId, policy }: { readonly sourceId: string; readonly policy: Policy },
): Promise<"saved" | "not_found"> {
  return (await sources.change(by, sourceId, { policy })) === "changed" ? "saved" : "not_found";
}
