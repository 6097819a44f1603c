import { z } from "zod";
import type { DraftEdit, MappingDrafts, SavedDraft } from "../adapters/postgres/mapping-drafts.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { checkDraft } from "../domain/mapping/editing/draft.ts";
import { tidyMapping } from "../domain/mapping/editing/tidy.ts";
import type { MappingFault } from "../domain/mapping/mapping-file.ts";
import type { Ids } from "../pipeline/ports.ts";
import { tryMapping, type TryParts } from "./try-mapping.ts";

/** A draft as it is sent: what it holds is checked by the domain, which says where a mistake is. */
export const draftSchema = z.strictObject({
  mapping: z.unknown(),
  statusMap: z.unknown(),
  basedOnVersion: z.int().positive().nullable(),
  basedOnDraft: z.uuid().nullable().optional(),
});

export type DraftRequest = Omit<DraftEdit, "mapping" | "statusMap"> & {
  readonly mapping: unknown;
  readonly statusMap: unknown;
};

export type SaveDraftOutcome =
  | SavedDraft
  /** What is wrong, and where in the mapping's JSON. */
  | { readonly outcome: "invalid"; readonly problems: readonly MappingFault[] };

export interface SaveDraftParts extends TryParts {
  readonly drafts: MappingDrafts;
  readonly ids: Ids;
}

/**
 * Keeps a mapping, finished or not, without putting it in force. A hostile one,
 * and one that is too dear for what the source sends, is refused with the reason.
 */
export async function saveDraft(
  parts: SaveDraftParts,
  by: Actor,
  request: DraftRequest,
): Promise<SaveDraftOutcome> {
  const checked = checkDraft(request);
  if ("problems" in checked) return { outcome: "invalid", problems: checked.problems };
  const { statusMap } = checked.draft;
  const mapping = tidyMapping(checked.draft.mapping);
  const { shopId } = by;
  const trial = { shopId, sourceId: request.sourceId, id: parts.ids.next(), mapping, statusMap };
  const problems = await tryMapping(parts, trial);
  if (problems.length > 0) return { outcome: "invalid", problems };
  return parts.drafts.save(by, { ...request, mapping, statusMap });
}
