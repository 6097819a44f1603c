import { type CostRates, costRatesSchema } from "../../../domain/discrepancy/costs.ts";
import { canonicalJson } from "../../../domain/canonical-json.ts";
import {
  DEFAULT_DIAGNOSIS_SETTING,
  type DiagnosisSetting,
} from "../../../domain/discrepancy/setting.ts";
import type { Ids } from "../../../pipeline/ports.ts";
import { writeAudit } from "../audit.ts";
import type { Actor } from "../sources.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson } from "../stored-text.ts";

interface SettingRow {
  readonly grace_minutes: number;
  readonly due_hours: number;
  readonly rates: unknown;
}

export async function readDiagnosisSetting(sql: Sql, shopId: string): Promise<DiagnosisSetting> {
  const [row] = await sql.query<SettingRow>(
    "SELECT grace_minutes, due_hours, rates FROM diagnosis_setting WHERE shop_id = $1",
    [shopId],
  );
  if (row === undefined) return DEFAULT_DIAGNOSIS_SETTING;
  return {
    graceMinutes: row.grace_minutes,
    dueHours: row.due_hours,
    rates: ratesIn(row.rates),
  };
}

/** Writes nothing where nothing changed. */
export async function writeDiagnosisSetting(
  sql: Sql,
  { by, ids }: { readonly by: Actor; readonly ids: Ids },
  setting: DiagnosisSetting,
): Promise<void> {
  const before = await readDiagnosisSetting(sql, by.shopId);
  if (canonicalJson(before) === canonicalJson(setting)) return;
  const { graceMinutes, dueHours, rates } = setting;
  await sql.execute(
    `INSERT INTO diagnosis_setting (shop_id, grace_minutes, due_hours, rates) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET grace_minutes = EXCLUDED.grace_minutes,
       due_hours = EXCLUDED.due_hours, rates = EXCLUDED.rates, updated_at = now()`,
    [by.shopId, graceMinutes, dueHours, rates === null ? null : storedJson(rates)],
  );
  await writeAudit(sql, ids, {
    ...by,
    action: "diagnosis.settings_changed",
    subject: null,
    detail: { graceMinutes, dueHours, rates },
  });
}

function ratesIn(stored: unknown): CostRates | null {
  const read = costRatesSchema.safeParse(stored);
  return read.success ? read.data : null;
}
