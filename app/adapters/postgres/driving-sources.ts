import type { Sql } from "./sql-connection.ts";

interface IdRow {
  readonly id: string;
}

/** The sources whose word counts for the storefront (role `oms`). */
export async function drivingSources(sql: Sql, shopId: string): Promise<readonly string[]> {
  const rows = await sql.query<IdRow>(
    { name: "driving_sources", text: "SELECT id FROM source WHERE shop_id = $1 AND role = 'oms'" },
    [shopId],
  );
  return rows.map(({ id }) => id);
}
