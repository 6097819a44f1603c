import { writeAudit } from "../adapters/postgres/audit.ts";
import { publishCopy, publishDraftRow } from "../adapters/postgres/mapping-versions.ts";
import {
  candidateMapping,
  lastBacktest,
  publishQuestion,
  type SavedMapping,
} from "../adapters/postgres/publishing.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { DifferenceKind } from "../domain/backtest/difference.ts";
import { type BacktestNeed, mayPublish, type MayPublish } from "../domain/backtest/may-publish.ts";
import type { Candidate } from "./start-backtest.ts";
import type { RunParts } from "./start-replay.ts";

export interface PublishOrder extends Candidate {
  /** The regressions that the person has seen and accepts, kind by kind. */
  readonly accepted: readonly DifferenceKind[];
}

export type PublishMappingOutcome =
  | { readonly outcome: "published"; readonly version: number; readonly mappingVersionId: string }
  | { readonly outcome: "same" | "unfinished" }
  | { readonly outcome: "backtest_needed"; readonly because: BacktestNeed }
  /** Not all were accepted. */
  | { readonly outcome: "regressions"; readonly kinds: readonly DifferenceKind[] }
  | { readonly outcome: "not_found" };

/**
 * Puts a draft in force, or an earlier version as a new one that equals it.
 * What was found to get worse must have been accepted by name.
 */
export function publishMapping(
  { database, ids }: RunParts,
  by: Actor,
  { sourceId, candidateId, accepted }: PublishOrder,
): Promise<PublishMappingOutcome> {
  const place = { shopId: by.shopId, sourceId };
  return database.forShop(by.shopId, async (sql) => {
    if (!(await lockSource(sql, place))) return { outcome: "not_found" };
    const candidate = await candidateMapping(sql, place, candidateId);
    if (candidate === null) return { outcome: "not_found" };
    const verdict = mayPublish(await publishQuestion(sql, place, candidate));
    const refusal = refusalOf(verdict, accepted);
    if (refusal !== null) return refusal;
    const version = await putInForce(sql, { ids, by }, { sourceId, candidate });
    await writeAudit(sql, ids, {
      ...by,
      action: "mapping.published",
      subject: sourceId,
      detail: {
        mapping_version_id: version.id,
        version: version.version,
        accepted,
        backtest: (await lastBacktest(sql, place))?.id ?? null,
        copy_of: candidate.isDraft ? null : candidate.id,
      },
    });
    return { outcome: "published", version: version.version, mappingVersionId: version.id };
  });
}

function refusalOf(
  verdict: MayPublish,
  accepted: readonly DifferenceKind[],
): Exclude<PublishMappingOutcome, { outcome: "published" }> | null {
  switch (verdict.verdict) {
    case "same":
    case "unfinished":
      return { outcome: verdict.verdict };
    case "ready":
      return null;
    case "backtest_needed":
      return { outcome: "backtest_needed", because: verdict.because };
    case "regressions": {
      const kinds = verdict.kinds.filter((kind) => !accepted.includes(kind));
      return kinds.length === 0 ? null : { outcome: "regressions", kinds };
    }
  }
}

/** Two people who publish at once do it one after the other; false where the source is gone. */
async function lockSource(
  sql: Sql,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<boolean> {
  const found = await sql.query(
    "SELECT FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE",
    [shopId, sourceId],
  );
  return found.length > 0;
}

function putInForce(
  sql: Sql,
  publisher: Parameters<typeof publishCopy>[1],
  { sourceId, candidate }: { readonly sourceId: string; readonly candidate: SavedMapping },
): Promise<{ readonly id: string; readonly version: number }> {
  return candidate.isDraft
    ? publishDraftRow(sql, publisher, { sourceId, draftId: candidate.id })
    : publishCopy(sql, publisher, { ...candidate, sourceId });
}
