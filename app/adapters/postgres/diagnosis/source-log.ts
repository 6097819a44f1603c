import { createHash } from "node:crypto";
import type { ImportedLine } from "../../../domain/source-log/read-log.ts";
import { canonicalJson } from "../../../domain/canonical-json.ts";
import type { Database } from "../database.ts";
import type { Sql } from "../sql-connection.ts";
import { storedText } from "../stored-text.ts";

const BATCH = 500;

/** Keeps the lines of a source's log; answers how many were not known before, or say more than before. */
export async function importLog(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
  lines: readonly ImportedLine[],
): Promise<number> {
  let added = 0;
  for (let start = 0; start < lines.length; start += BATCH) {
    const batch = lines.slice(start, start + BATCH);
    added += await database.forShop(shopId, async (sql) => {
      let inserted = 0;
      for (const line of batch) {
        const isNew = await sql.execute(
          {
            name: "import_log_line",
            text: `INSERT INTO source_log_line (shop_id, source_id, digest, kind, at, event_id, order_names,
                status, url, response_code, seconds, is_last)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
              ON CONFLICT (shop_id, source_id, digest) DO UPDATE SET is_last = true
                WHERE EXCLUDED.is_last AND NOT source_log_line.is_last`,
          },
          [shopId, sourceId, digestOf(line), ...valuesOf(line)],
        );
        inserted += isNew;
        if (isNew > 0) await compareAgain(sql, shopId, line);
      }
      return inserted;
    });
  }
  return added;
}

/** What the log says of an order may show that something was lost, which nothing else would tell. */
async function compareAgain(sql: Sql, shopId: string, line: ImportedLine): Promise<void> {
  await sql.execute(
    {
      name: "compare_again",
      text: `INSERT INTO order_to_compare (order_record_id, shop_id, since)
        SELECT DISTINCT order_record_id, shop_id, least($3::timestamptz, now()) FROM order_reference
        WHERE shop_id = $1 AND kind IN ('id', 'name', 'custom') AND value = ANY ($2::text[])
        ON CONFLICT (order_record_id) DO UPDATE SET
          since = greatest(order_to_compare.since, EXCLUDED.since)`,
    },
    [shopId, line.orderNames.map(storedText), line.at],
  );
}

/** That an attempt was the last one is known only later: it is the same line. */
function digestOf({ isLast: _isLast, ...line }: ImportedLine): Buffer {
  return createHash("sha256").update(canonicalJson(line)).digest();
}

function valuesOf(line: ImportedLine): readonly unknown[] {
  const text = (value: string | null) => (value === null ? null : storedText(value));
  return [
    line.kind,
    line.at,
    text(line.eventId),
    line.orderNames.map(storedText),
    text(line.status),
    text(line.url),
    line.responseCode,
    line.seconds,
    line.isLast,
  ];
}
