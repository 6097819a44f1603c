import type { Sql } from "./sql-connection.ts";

/** Whether the merchant granted the scope; a write scope brings its read scope with it. */
export async function hasScope(
  sql: Sql,
  shopId: string,
  scope: `read_${string}`,
): Promise<boolean> {
  const write = scope.replace("read_", "write_");
  const [row] = await sql.query<{ granted: boolean }>(
    "SELECT string_to_array(scopes, ',') && $2::text[] AS granted FROM shop WHERE id = $1",
    [shopId, [scope, write]],
  );
  return row?.granted === true;
}
