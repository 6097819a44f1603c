import { z } from "zod";
import type { DraftEdit, MappingDrafts, SavedDraft } from "../adapters/postgres/mapping-drafts.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { checkDraft } from "../domain/mapping/editing/draft.ts";
import { tidyMapping } from "../domain/mapping/editing/tidy.ts";
import type { MappingFault } from "../domain/mapping/mapping-file.ts";

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

/** Keeps a mapping, finished or not, without putting it in force. */
export async function saveDraft(
  { drafts }: { readonly drafts: MappingDrafts },
  by: Actor,
  request: DraftRequest,
): Promise<SaveDraftOutcome> {
  const checked = checkDraft(request);
  if ("problems" in checked) return { outcome: "invalid", problems: checked.problems };
  const { mapping, statusMap } = checked.draft;
  return drafts.save(by, { ...request, mapping: tidyMapping(mapping), statusMap });
}
