import { z } from "zod";
import type { Database } from "../adapters/postgres/database.ts";
import { writeShopSetting } from "../adapters/postgres/shop-settings.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
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

/** `too_long` where the installation keeps payloads for fewer days than asked for. */
export async function saveShopSetting(
  { database, ids, retentionDays: most }: SettingParts,
  by: Actor,
  setting: z.output<typeof shopSettingSchema>,
): Promise<"saved" | "too_long"> {
  if (setting.retentionDays !== null && setting.retentionDays > most) return "too_long";
  await database.forShop(by.shopId, (sql) => writeShopSetting(sql, { by, ids }, setting));
  return "saved";
}
