import type { MessageVia } from "../../domain/message-state.ts";
import type {
  Comparisons,
  DataKey,
  MessageBatch,
  RunInWork,
  StoredMessage,
} from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { openContent } from "./message-content.ts";
import { instantIn } from "./row-values.ts";
import type { ShopKeys } from "./shop-keys.ts";

const MESSAGES_IN_A_BATCH = 100;

interface MessageRow {
  readonly message_id: string;
  readonly source_id: string;
  readonly received_at: Date;
  readonly via: MessageVia;
  /** Null where it was redacted, or its day was dropped. */
  readonly content: Buffer | null;
}

const COLUMNS = "i.message_id, i.source_id, i.received_at, i.via, m.content";
const CONTENT = `LEFT JOIN message AS m
  ON m.shop_id = i.shop_id AND m.id = i.message_id AND m.received_at = i.received_at`;

/** Stored messages with their contents, in the order of their receipt. One that reused another's id was never read, and is not now. */
export function messageBatches(
  database: Database,
  keys: ShopKeys,
): Pick<Comparisons, "ofSpan" | "ofRun"> {
  const read = async (
    { shopId }: RunInWork,
    text: string,
    values: readonly unknown[],
  ): Promise<MessageBatch> => {
    const rows = await database.forShop(shopId, (sql) => sql.query<MessageRow>(text, values));
    return batchOf(rows, { shopId, key: await keys.of(shopId) });
  };
  return {
    ofSpan: (run, { sourceId, from, to }, after) =>
      read(
        run,
        `SELECT ${COLUMNS} FROM interpretation AS i ${CONTENT}
         WHERE i.shop_id = $1 AND i.source_id = $2 AND i.message_id >= $3 AND i.message_id <= $4
           AND ($5::uuid IS NULL OR i.message_id > $5) AND i.reason_code <> 'id_reuse_conflict'
         ORDER BY i.message_id LIMIT ${String(MESSAGES_IN_A_BATCH)}`,
        [run.shopId, sourceId, from, to, after],
      ),
    ofRun: (run, after) =>
      read(
        run,
        `SELECT ${COLUMNS} FROM run_message AS r
         JOIN interpretation AS i ON i.shop_id = r.shop_id AND i.message_id = r.message_id ${CONTENT}
         WHERE r.run_id = $2 AND r.shop_id = $1 AND ($3::uuid IS NULL OR r.message_id > $3)
         ORDER BY r.message_id LIMIT ${String(MESSAGES_IN_A_BATCH)}`,
        [run.shopId, run.id, after],
      ),
  };
}

interface Opening {
  readonly shopId: string;
  readonly key: DataKey;
}

function batchOf(rows: readonly MessageRow[], opening: Opening): MessageBatch {
  const messages = rows.flatMap((row) => opened(row, opening));
  const isFull = rows.length === MESSAGES_IN_A_BATCH;
  return {
    messages,
    last: isFull ? (rows.at(-1)?.message_id ?? null) : null,
    unread: rows.length - messages.length,
  };
}

function opened(row: MessageRow, { shopId, key }: Opening): readonly StoredMessage[] {
  if (row.content === null) return [];
  const { message_id: id, source_id: sourceId, via } = row;
  const content = openContent(key, { table: "message", shopId, id }, row.content);
  return [{ id, shopId, sourceId, receivedAt: instantIn(row.received_at), via, ...content }];
}
