import {
  type AlertRules,
  alertRulesSchema,
  DEFAULT_ALERT_RULES,
} from "../../../domain/alerting/alert-rules.ts";
import type { AlertLanguage } from "../../../domain/alerting/alert-words.ts";
import type { Ids } from "../../../pipeline/ports.ts";
import { writeAudit } from "../audit.ts";
import type { Actor } from "../sources.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson } from "../stored-text.ts";

/** When a shop is told, and in which language. */
export interface AlertSetting {
  readonly rules: AlertRules;
  readonly language: AlertLanguage;
  /** Whether somebody chose it; otherwise it is what everybody has at first. */
  readonly isOwn: boolean;
}

interface SettingRow {
  readonly rules: unknown;
  readonly language: string;
}

export async function readAlertSetting(sql: Sql, shopId: string): Promise<AlertSetting> {
  const [row] = await sql.query<SettingRow>(
    "SELECT rules, language FROM alert_setting WHERE shop_id = $1",
    [shopId],
  );
  const rules = alertRulesSchema.safeParse(row?.rules);
  return {
    rules: rules.success ? rules.data : DEFAULT_ALERT_RULES,
    language: row?.language === "de" ? "de" : "en",
    isOwn: row !== undefined,
  };
}

export async function writeAlertSetting(
  sql: Sql,
  { by, ids }: { readonly by: Actor; readonly ids: Ids },
  { rules, language }: Pick<AlertSetting, "rules" | "language">,
): Promise<void> {
  await sql.execute(
    `INSERT INTO alert_setting (shop_id, rules, language, updated_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET rules = EXCLUDED.rules, language = EXCLUDED.language,
       updated_by = EXCLUDED.updated_by, updated_at = now()`,
    [by.shopId, storedJson(rules), language, by.actor],
  );
  await writeAudit(sql, ids, {
    ...by,
    action: "alerts.changed",
    subject: null,
    detail: { rules, language },
  });
}
