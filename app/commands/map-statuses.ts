import { z } from "zod";
import type { MappingDrafts } from "../adapters/postgres/mapping-drafts.ts";
import { candidateMapping, liveMapping, publishQuestion } from "../adapters/postgres/publishing.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { mayPublish } from "../domain/backtest/may-publish.ts";
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

/** Where the change has to be tested first, it lies in the draft. */
export type SaveStatusesOutcome =
  PublishOutcome | { readonly outcome: "to_be_tested"; readonly draftId: string };

export interface MapStatusParts extends ChangeParts {
  readonly drafts: MappingDrafts;
}

/**
 * Publishes the status map as a new version; the field mapping stays as it is.
 * A change of what a status meant that messages carry is tested first: it goes
 * into the source's draft.
 */
export async function publishStatusMap(
  parts: MapStatusParts,
  by: Actor,
  { sourceId, basedOn: version, rows }: StatusMapEdit,
): Promise<SaveStatusesOutcome> {
  if (statusRowErrors(rows).size > 0) return { outcome: "status_twice" };
  const source = await findSource(parts.database, { shopId: by.shopId, sourceId });
  if (source?.mapping == null) return { outcome: "not_found" };
  if (source.version !== version) return { outcome: "outdated" };
  const statusMap = statusMapOf(rows);
  const content = { mapping: source.mapping, statusMap };
  const verdict = await parts.database.forShop(by.shopId, async (sql) =>
    mayPublish(await publishQuestion(sql, { shopId: by.shopId, sourceId }, content)),
  );
  switch (verdict.verdict) {
    case "same":
      return { outcome: "published", version };
    case "unfinished":
      return { outcome: "too_many_statuses" };
    case "ready":
      return publish(parts, by, { sourceId, source, statusMap });
    case "backtest_needed":
    case "regressions":
      return toBeTested(parts, by, { sourceId, version, statusMap });
  }
}

interface TestedStatusMap {
  readonly sourceId: string;
  readonly version: number;
  readonly statusMap: StatusMap;
}

/** What is edited in the draft's fields stays; its statuses are these from now on. */
async function toBeTested(
  { database, drafts }: MapStatusParts,
  by: Actor,
  { sourceId, version, statusMap }: TestedStatusMap,
): Promise<SaveStatusesOutcome> {
  const place = { shopId: by.shopId, sourceId };
  const { live, draft } = await database.forShop(by.shopId, async (sql) => ({
    live: await liveMapping(sql, place),
    draft: await candidateMapping(sql, place, null),
  }));
  const mapping = draft?.mapping ?? live?.mapping;
  if (mapping === undefined) return { outcome: "not_found" };
  const basedOnDraft = draft?.id ?? null;
  const edit = { sourceId, mapping, statusMap, basedOnVersion: version, basedOnDraft };
  const saved = await drafts.save(by, edit);
  switch (saved.outcome) {
    case "saved":
      return { outcome: "to_be_tested", draftId: saved.draftId };
    case "outdated":
    case "gone":
      return { outcome: "outdated" };
    case "not_found":
      return { outcome: "not_found" };
  }
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
