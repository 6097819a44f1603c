import type { Ids } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** A change that somebody made; no secret and no personal data in `detail`. */
export interface AuditEntry {
  readonly shopId: string;
  /** Who: a staff member's id, `system` or `shopify`. */
  readonly actor: string;
  /** `source.created`, `secret.rotated` … */
  readonly action: string;
  /** The id of what was changed. */
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Writes who changed what, in the transaction of the change. */
export async function writeAudit(sql: Sql, ids: Ids, entry: AuditEntry): Promise<void> {
  const { shopId, actor, action, subject, detail } = entry;
  await sql.execute(
    "INSERT INTO audit_entry (id, shop_id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)",
    [ids.next(), shopId, actor, action, subject, storedJson(detail)],
  );
}
