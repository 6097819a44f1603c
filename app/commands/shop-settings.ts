import { z } from "zod";
import type { Database } from "../adapters/postgres/database.ts";
import { writeDiagnosisSetting } from "../adapters/postgres/diagnosis/setting.ts";
import { writeShopSetting } from "../adapters/postgres/shop-settings.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { DiagnosisSetting } from "../domain/discrepancy/setting.ts";
import { customReferenceSchema } from "../domain/storefront/custom-reference.ts";
import type { Ids } from "../pipeline/ports.ts";

export interface SettingParts {
  readonly database: Database;
  readonly ids: Ids;
  /** The installation's; a shop may keep payloads for less long, never longer. */
  readonly retentionDays: number;
}

export const shopSettingSchema = z.strictObject({
  customReference: customReferenceSchema,
  retentionDays: z.number("days_invalid").int("days_invalid").min(1, "days_invalid").nullable(),
});

/** All that the settings page holds. */
export interface SavedSettings {
  readonly setting: z.output<typeof shopSettingSchema>;
  readonly diagnosis: DiagnosisSetting;
}

/** `too_long` where the installation keeps payloads for fewer days than asked for. */
export async function saveSettings(
  { database, ids, retentionDays: most }: SettingParts,
  by: Actor,
  { setting, diagnosis }: SavedSettings,
): Promise<"saved" | "too_long"> {
  if (setting.retentionDays !== null && setting.retentionDays > most) return "too_long";
  await database.forShop(by.shopId, async (sql) => {
    await writeShopSetting(sql, { by, ids }, setting);
    await writeDiagnosisSetting(sql, { by, ids }, diagnosis);
  });
  return "saved";
}
