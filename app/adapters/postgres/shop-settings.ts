import {
  type CustomReference,
  customReferenceSchema,
  DEFAULT_REFERENCE,
} from "../../domain/storefront/custom-reference.ts";
import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** What a shop set for itself as a whole. */
export interface ShopSetting {
  readonly customReference: CustomReference;
  /** Days that payloads are kept; null where the installation's count. */
  readonly retentionDays: number | null;
}

interface SettingRow {
  readonly custom_reference: unknown;
  readonly retention_days: number | null;
}

export async function readShopSetting(sql: Sql, shopId: string): Promise<ShopSetting> {
  const [row] = await sql.query<SettingRow>(
    "SELECT custom_reference, retention_days FROM shop_setting WHERE shop_id = $1",
    [shopId],
  );
  const reference = customReferenceSchema.safeParse(row?.custom_reference);
  return {
    customReference: reference.success ? reference.data : DEFAULT_REFERENCE,
    retentionDays: row?.retention_days ?? null,
  };
}

export async function writeShopSetting(
  sql: Sql,
  { by, ids }: { readonly by: Actor; readonly ids: Ids },
  { customReference, retentionDays }: ShopSetting,
): Promise<void> {
  await sql.execute(
    `INSERT INTO shop_setting (shop_id, custom_reference, retention_days) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET custom_reference = EXCLUDED.custom_reference,
       retention_days = EXCLUDED.retention_days, updated_at = now()`,
    [by.shopId, storedJson(customReference), retentionDays],
  );
  await writeAudit(sql, ids, {
    ...by,
    action: "settings.changed",
    subject: null,
    detail: { customReference, retentionDays },
  });
}

/** Blanks what the shop keeps for less long than the installation; answers how many messages. */
export async function redactByRetention(sql: Sql, shopId: string): Promise<number> {
  const { retentionDays } = await readShopSetting(sql, shopId);
  if (retentionDays === null) return 0;
  const [row] = await sql.query<{ readonly count: number }>(
    "SELECT redact_messages_older_than($1)::int AS count",
    [retentionDays],
  );
  return row?.count ?? 0;
}
