import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import { MAX_STATUS_LENGTH } from "../domain/mapping/language/limits.ts";
import { normaliseStatus } from "../domain/mapping/language/normalise-status.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import {
  isMeaning,
  MEANINGS,
  type StatusRow,
  statusMapOf,
  statusRowErrors,
} from "../domain/mapping/status-rows.ts";
import { milestoneOf } from "../domain/mapping/targets/read-status.ts";
import type { ChangeParts } from "./change-source.ts";
import { findSource, type SourceRow } from "./source-row.ts";

const MOST_ROWS = 500;
const basedOn = z.coerce.number().int().positive();

/** A status map as it is sent: JSON of its rows, and the version that was edited. */
export const statusMapSchema = z.strictObject({
  sourceId: z.uuid(),
  basedOn,
  rows: z
    .array(
      z.strictObject({
        status: z.string().max(MAX_STATUS_LENGTH, "too_long"),
        meaning: z.string().refine((text) => text === "" || isMeaning(text)),
      }),
    )
    .max(MOST_ROWS, "too_many_statuses")
    .transform((rows): readonly StatusRow[] =>
      rows.map(({ status, meaning }) => ({ status, meaning: isMeaning(meaning) ? meaning : "" })),
    ),
});

export type StatusMapEdit = z.output<typeof statusMapSchema>;

/** One status that the map does not know yet, and what it means. */
export const newMeaningSchema = z.strictObject({
  sourceId: z.uuid(),
  status: z.string().trim().min(1, "required").max(MAX_STATUS_LENGTH, "too_long"),
  meaning: z.enum(MEANINGS, "unknown_choice"),
});

export type NewMeaning = z.output<typeof newMeaningSchema>;

export type PublishOutcome =
  | { readonly outcome: "published"; readonly version: number }
  | { readonly outcome: "status_twice" }
  | { readonly outcome: "too_many_statuses" }
  /** Somebody published meanwhile; nothing was changed. */
  | { readonly outcome: "outdated" }
  | { readonly outcome: "not_found" };

/** Publishes the status map as a new version; the field mapping stays as it is. */
export async function publishStatusMap(
  parts: ChangeParts,
  by: Actor,
  { sourceId, basedOn: version, rows }: StatusMapEdit,
): Promise<PublishOutcome> {
  if (statusRowErrors(rows).size > 0) return { outcome: "status_twice" };
  const source = await findSource(parts.database, { shopId: by.shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  if (source.version !== version) return { outcome: "outdated" };
  return publish(parts, by, { sourceId, source, statusMap: statusMapOf(rows) });
}

/**
 * Adds one status to the published map, whatever else was published meanwhile.
 * One that already means this is left as it is; one that means something else
 * is not overwritten.
 */
export async function mapStatus(
  parts: ChangeParts,
  by: Actor,
  { sourceId, status, meaning }: NewMeaning,
): Promise<PublishOutcome> {
  const source = await findSource(parts.database, { shopId: by.shopId, sourceId });
  if (source?.status_map == null || source.version === null) return { outcome: "not_found" };
  const known = milestoneOf(status, source.status_map);
  if (known === meaning) return { outcome: "published", version: source.version };
  if (known !== undefined) return { outcome: "outdated" };
  const rows = [...Object.entries(source.status_map), [normaliseStatus(status), meaning] as const];
  if (rows.length > MOST_ROWS) return { outcome: "too_many_statuses" };
  return publish(parts, by, { sourceId, source, statusMap: Object.fromEntries(rows) });
}

interface NewStatusMap {
  readonly sourceId: string;
  readonly source: SourceRow;
  readonly statusMap: StatusMap;
}

async function publish(
  { sources }: ChangeParts,
  by: Actor,
  { sourceId, source, statusMap }: NewStatusMap,
): Promise<PublishOutcome> {
  if (source.mapping === null) return { outcome: "not_found" };
  const made = await sources.publishMapping(by, { sourceId, mapping: source.mapping, statusMap });
  if (made === null) return { outcome: "not_found" };
  return { outcome: "published", version: made.version };
}
