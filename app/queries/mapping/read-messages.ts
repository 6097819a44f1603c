import type { Database } from "../../adapters/postgres/database.ts";
import { openContent } from "../../adapters/postgres/message-content.ts";
import { instantIn } from "../../adapters/postgres/row-values.ts";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import type { SentMessage } from "../../screens/mapping/view.ts";
import type { ContentParts } from "../read-content.ts";
import { removedMessage, sentMessage } from "./sent-message.ts";

export interface MessagesRequest {
  readonly shopId: string;
  readonly sourceId: string;
  readonly ids: readonly string[];
  readonly format: BodyFormat;
  readonly isRevealed: boolean;
}

/** Bytes of bodies in one answer; one message is always in it. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_MESSAGES = 10;

interface ContentRow {
  readonly id: string;
  readonly received_at: Date;
  readonly body_size: number;
  readonly content: Buffer | null;
}

/** What these messages of the source hold, in the order asked; as many as fit into one answer. */
export async function readMessages(
  database: Database,
  parts: ContentParts,
  request: MessagesRequest,
): Promise<readonly SentMessage[]> {
  const ids = request.ids.slice(0, MAX_MESSAGES);
  const rows = await database.forShop(request.shopId, (sql) =>
    sql.query<ContentRow>(
      `SELECT asked.id, i.received_at, i.body_size, m.content
       FROM unnest($3::uuid[]) WITH ORDINALITY AS asked(id, place)
       JOIN interpretation AS i ON i.shop_id = $1 AND i.message_id = asked.id AND i.source_id = $2
       LEFT JOIN message AS m ON m.shop_id = $1 AND m.id = asked.id AND m.received_at = i.received_at
       ORDER BY asked.place`,
      [request.shopId, request.sourceId, ids],
    ),
  );
  const sent: SentMessage[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += row.body_size;
    if (bytes > MAX_ANSWER_BYTES && sent.length > 0) break;
    sent.push(await sentRow(parts, request, row));
  }
  return sent;
}

async function sentRow(
  { keys, unpack }: ContentParts,
  { shopId, format, isRevealed }: MessagesRequest,
  { id, received_at: receivedAt, content }: ContentRow,
): Promise<SentMessage> {
  const opened = { id, receivedAt: instantIn(receivedAt) };
  if (content === null) return removedMessage(opened, { format, isRevealed });
  const stored = openContent(await keys.of(shopId), { table: "message", shopId, id }, content);
  const body = await unpack(stored);
  return sentMessage(opened, { ...stored, body }, { format, isRevealed });
}
