import type { Database } from "../adapters/postgres/database.ts";
import { readDiagnosisSetting } from "../adapters/postgres/diagnosis/setting.ts";
import { readShopSetting } from "../adapters/postgres/shop-settings.ts";
import { missingScopes } from "../domain/storefront/required-scopes.ts";
import type { SettingsView } from "../screens/settings/view.ts";

/** What the shop set for itself, and what Shopify lets Handoff do. */
export function readSettings(
  database: Database,
  { shopId, retentionDays }: { readonly shopId: string; readonly retentionDays: number },
): Promise<SettingsView> {
  return database.forShop(shopId, async (sql) => {
    const [shop] = await sql.query<{ readonly scopes: string }>(
      "SELECT scopes FROM shop WHERE id = $1",
      [shopId],
    );
    return {
      setting: await readShopSetting(sql, shopId),
      diagnosis: await readDiagnosisSetting(sql, shopId),
      mostRetentionDays: retentionDays,
      missingScopes: missingScopes((shop?.scopes ?? "").split(",")),
    };
  });
}
