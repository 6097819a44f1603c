import { writeAudit } from "../adapters/postgres/audit.ts";
import { storedJson } from "../adapters/postgres/stored-text.ts";
import type { ReviewMark } from "../domain/order-record/review-mark.ts";
import type { Doing } from "./hold-order.ts";

export type Marked = "marked" | "not_found";
export type Reviewed = "reviewed" | "not_marked";

/** Marks the order for somebody to look at; a newer mark takes the place of an older one. */
export async function markForReview(
  { sql, ids, clock, by }: Doing,
  { orderRecordId, note }: { readonly orderRecordId: string; readonly note: string | null },
): Promise<Marked> {
  const mark: ReviewMark = { by: by.actor, at: clock.now(), note };
  const marked = await sql.execute(
    "UPDATE order_record SET review = $3, updated_at = now() WHERE shop_id = $1 AND id = $2",
    [by.shopId, orderRecordId, storedJson(mark)],
  );
  if (marked === 0) return "not_found";
  const entry = { action: "order.marked", subject: orderRecordId, detail: { note } };
  await writeAudit(sql, ids, { ...by, ...entry });
  return "marked";
}

/** Says that somebody looked at the order. */
export async function endReview({ sql, ids, by }: Doing, orderRecordId: string): Promise<Reviewed> {
  const ended = await sql.execute(
    `UPDATE order_record SET review = NULL, updated_at = now()
     WHERE shop_id = $1 AND id = $2 AND review IS NOT NULL`,
    [by.shopId, orderRecordId],
  );
  if (ended === 0) return "not_marked";
  const entry = { action: "order.reviewed", subject: orderRecordId, detail: {} };
  await writeAudit(sql, ids, { ...by, ...entry });
  return "reviewed";
}
