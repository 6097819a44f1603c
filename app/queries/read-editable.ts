import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Mapping } from "../domain/mapping/mapping.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import type { EditableMessage } from "../screens/messages/view.ts";
import { eventIdOf } from "../domain/signature/deduplication.ts";

interface EditableRow {
  readonly message_id: string;
  readonly received_at: Date;
  readonly deduplication_key: string;
  readonly source_id: string;
  readonly source_name: string;
  readonly version: number | null;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
  readonly is_gone: boolean;
}

/** An interpreted message with what is published for its source; null where the shop has no such message. */
export async function readEditable(
  database: Database,
  shopId: string,
  messageId: string,
): Promise<EditableMessage | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<EditableRow>(
      `SELECT i.message_id, i.received_at, i.deduplication_key, i.source_id, s.name AS source_name,
         live.version, live.mapping, live.status_map, m.content IS NULL AS is_gone
       FROM interpretation AS i
       JOIN source AS s ON s.id = i.source_id
       LEFT JOIN message AS m ON m.shop_id = $1 AND m.id = i.message_id AND m.received_at = i.received_at
       LEFT JOIN LATERAL (
         SELECT version, mapping, status_map FROM mapping_version
         WHERE source_id = i.source_id AND published_at IS NOT NULL
         ORDER BY published_at DESC, version DESC LIMIT 1) AS live ON true
       WHERE i.shop_id = $1 AND i.message_id = $2`,
      [shopId, messageId],
    ),
  );
  if (row === undefined) return null;
  const { version, mapping, status_map: statusMap } = row;
  return {
    id: row.message_id,
    name: eventIdOf(row.deduplication_key),
    receivedAt: instantIn(row.received_at),
    source: { id: row.source_id, name: row.source_name },
    live: version === null ? null : { version, mapping, statusMap },
    isGone: row.is_gone,
  };
}
