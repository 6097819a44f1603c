import type { MappingContent } from "../../app/domain/backtest/read-both.ts";
import type { WorldSource } from "../contract/world.ts";
import type { TestDatabase } from "../postgres.ts";

/** Saves the source's draft, as the editor does. */
export async function saveDraft(
  { adapter }: TestDatabase,
  { shopId, sourceId }: Pick<WorldSource, "shopId" | "sourceId">,
  { mapping, statusMap }: MappingContent,
): Promise<string> {
  const by = { shopId, actor: "staff 7" };
  const edit = { sourceId, mapping, statusMap, basedOnVersion: 1 };
  const saved = await adapter.drafts.save(by, edit);
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
  return saved.draftId;
}
