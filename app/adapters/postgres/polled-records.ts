import type { ClaimedPoll, KnownContent, OpenRecordRule, SavedPage } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

interface ContentRow {
  readonly record_key: Buffer;
  readonly content_hash: Buffer;
  readonly generation: number;
}

/** The last seen contents under these keys, by the key in hex. */
export async function knownContents(
  sql: Sql,
  sourceId: string,
  { feed, keys }: { readonly feed: string; readonly keys: readonly Uint8Array[] },
): Promise<ReadonlyMap<string, KnownContent>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.query<ContentRow>(
    `SELECT record_key, content_hash, generation FROM polled_record
     WHERE source_id = $1 AND feed = $2 AND record_key = ANY ($3::bytea[])`,
    [sourceId, feed, keys],
  );
  return new Map(
    rows.map((row) => [
      row.record_key.toString("hex"),
      { hash: row.content_hash, generation: row.generation },
    ]),
  );
}

/** Ids of records that are not ended, those first that were read longest ago. */
export async function openRecords(
  sql: Sql,
  sourceId: string,
  { feed, limit, maximumDays }: OpenRecordRule,
): Promise<readonly string[]> {
  const rows = await sql.query<{ readonly record_id: string }>(
    `SELECT record_id FROM polled_record
     WHERE source_id = $1 AND feed = $2 AND NOT is_ended AND record_id IS NOT NULL
       AND changed_at > now() - make_interval(days => $4)
     ORDER BY read_at, record_key LIMIT $3`,
    [sourceId, feed, limit, maximumDays],
  );
  return rows.map(({ record_id }) => record_id);
}

/** Remembers what a page held; what did not change only gets its time of reading. */
export async function rememberRecords(
  sql: Sql,
  { shopId, sourceId }: Pick<ClaimedPoll, "shopId" | "sourceId">,
  { seen, asked }: Pick<SavedPage, "seen" | "asked">,
): Promise<void> {
  if (asked.length > 0) {
    await sql.execute(
      "UPDATE polled_record SET read_at = clock_timestamp() WHERE source_id = $1 AND record_id = ANY ($2::text[])",
      [sourceId, asked],
    );
  }
  if (seen.length === 0) return;
  await sql.execute(
    `INSERT INTO polled_record (shop_id, source_id, feed, record_key, record_id, content_hash, generation, is_ended, message_id, read_at)
     SELECT $1, $2, feed, record_key, record_id, content_hash, generation, is_ended, message_id, clock_timestamp()
     FROM unnest($3::text[], $4::bytea[], $5::text[], $6::bytea[], $7::int[], $8::bool[], $9::uuid[])
       AS s (feed, record_key, record_id, content_hash, generation, is_ended, message_id)
     ON CONFLICT (source_id, feed, record_key) DO UPDATE SET
       changed_at = CASE WHEN polled_record.content_hash = EXCLUDED.content_hash
         THEN polled_record.changed_at ELSE now() END,
       content_hash = EXCLUDED.content_hash, generation = EXCLUDED.generation,
       is_ended = EXCLUDED.is_ended, read_at = EXCLUDED.read_at,
       message_id = coalesce(EXCLUDED.message_id, polled_record.message_id)`,
    [
      shopId,
      sourceId,
      seen.map(({ feed }) => feed),
      seen.map(({ key }) => Buffer.from(key)),
      seen.map(({ id }) => (id === null ? null : storedText(id))),
      seen.map(({ hash }) => Buffer.from(hash)),
      seen.map(({ generation }) => generation),
      seen.map(({ isEnded }) => isEnded),
      seen.map(({ messageId }) => messageId),
    ],
  );
}
