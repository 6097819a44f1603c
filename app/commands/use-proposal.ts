import { z } from "zod";
import { candidateMapping, liveMapping } from "../adapters/postgres/publishing.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { canonicalJson } from "../domain/canonical-json.ts";
import { addProposal } from "../domain/mapping/editing/add-proposal.ts";
import { saveDraft, type SaveDraftParts } from "./save-draft.ts";

const pathText = z.string().min(1).max(1000);

/** Another place of a field, as a lint proposed it. */
export const pathProposalSchema = z.strictObject({
  field: z.string().max(100),
  from: pathText,
  to: pathText,
});

export type PathProposal = z.output<typeof pathProposalSchema> & { readonly sourceId: string };

export type UseProposalOutcome =
  /** It is in the draft, to be tested and published. */
  | { readonly outcome: "saved"; readonly draftId: string }
  /** The mapping has no such place any more. */
  | { readonly outcome: "outdated" }
  | { readonly outcome: "not_found" };

/** Puts a proposed place into the source's draft, which is begun from what is in force where there is none. */
export async function useProposal(
  parts: SaveDraftParts,
  by: Actor,
  { sourceId, field, from, to }: PathProposal,
): Promise<UseProposalOutcome> {
  const place = { shopId: by.shopId, sourceId };
  const { live, draft } = await parts.database.forShop(by.shopId, async (sql) => ({
    live: await liveMapping(sql, place),
    draft: await candidateMapping(sql, place, null),
  }));
  const base = draft ?? live;
  if (base === null) return { outcome: "not_found" };
  const { mapping, statusMap } = base;
  const finding = { field, proposal: { change: "path", from, to } } as const;
  const mended = addProposal({ mapping, statusMap }, finding);
  if (canonicalJson(mended.mapping) === canonicalJson(mapping)) return { outcome: "outdated" };
  const saved = await saveDraft(parts, by, {
    ...mended,
    sourceId,
    basedOnVersion: live?.version ?? null,
    basedOnDraft: draft?.id ?? null,
  });
  switch (saved.outcome) {
    case "saved":
      return { outcome: "saved", draftId: saved.draftId };
    case "invalid":
    case "outdated":
    case "gone":
      return { outcome: "outdated" };
    case "not_found":
      return { outcome: "not_found" };
  }
}
