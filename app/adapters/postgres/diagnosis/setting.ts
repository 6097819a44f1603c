import type { z } from "zod";
import { type CostRates, costRatesSchema } from "../../../domain/discrepancy/costs.ts";
import type { diagnosisSettingSchema } from "../../../domain/discrepancy/setting.ts";
import { DEFAULT_DIAGNOSIS_SETTING } from "../../../domain/discrepancy/setting.ts";
import type { Sql } from "../sql-connection.ts";

export type DiagnosisSetting = z.output<typeof diagnosisSettingSchema>;

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

function ratesIn(stored: unknown): CostRates | null {
  const read = costRatesSchema.safeParse(stored);
  return read.success ? read.data : null;
}
