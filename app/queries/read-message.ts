import type { Database } from "../adapters/postgres/database.ts";
import { openContent } from "../adapters/postgres/message-content.ts";
import { liveMapping } from "../adapters/postgres/publishing.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Finding } from "../domain/mapping/lint/finding.ts";
import type { MappingProblem } from "../domain/mapping/interpret.ts";
import type { BodyFormat } from "../domain/mapping/document/read-document.ts";
import type { MessageState } from "../domain/message-state.ts";
import { isEditedKey } from "../domain/replayed-key.ts";
import type { SignatureScheme } from "../domain/signature/scheme.ts";
import { proofOf } from "../domain/source/preset-proof.ts";
import type { MessageDetail, RevealedContent } from "../screens/messages/view.ts";
import {
  INTERPRETED_COLUMNS,
  type MessageRow,
  messageSummary,
  RECORDED_COLUMNS,
} from "./message-row.ts";
import { type ContentParts, readContent, revealContent } from "./read-content.ts";
import { lintContent } from "./read-shape.ts";
import { readFetches } from "./read-fetches.ts";
import { readParts } from "./read-parts.ts";

interface DetailRow extends MessageRow {
  readonly body_size: number;
  readonly interpreted_at: Date | null;
  readonly updated_at: Date;
  readonly mapping_version: number | null;
  readonly problems: readonly MappingProblem[];
  readonly content: Buffer | null;
  readonly format: BodyFormat | null;
  readonly is_removed: boolean;
  readonly scheme: SignatureScheme | null;
}

/** More would be no help: the mapping is of something else. */
const MOST_FINDINGS = 10;

interface DuplicateRow {
  readonly id: string;
  readonly received_at: Date;
}

interface ReplayRow extends DuplicateRow {
  readonly deduplication_key: string;
  readonly state: MessageState;
}

/** One message with its path, its orders and what was received; null where the shop has no such message. */
export async function readMessage(
  database: Database,
  parts: ContentParts,
  { shopId, messageId }: { readonly shopId: string; readonly messageId: string },
): Promise<MessageDetail | null> {
  const found = await database.forShop(shopId, async (sql) => {
    const row = await readRow(sql, shopId, messageId);
    if (row === null) return null;
    return {
      row,
      related: {
        ...(await readRelated(sql, shopId, messageId)),
        ...(await readFetches(sql, shopId, messageId)),
      },
      parts: await readParts(sql, shopId, messageId),
    };
  });
  if (found === null) return null;
  const { row, related, parts: orders } = found;
  return {
    ...messageSummary(row),
    isSourceRemoved: row.is_removed,
    isSigned: row.scheme === null ? null : proofOf(row.scheme) !== "none",
    deduplicationKey: row.deduplication_key,
    bodySize: row.body_size,
    interpretedAt: instantOrNull(row.interpreted_at),
    updatedAt: instantIn(row.updated_at),
    mappingVersion: row.mapping_version,
    problems: row.problems,
    findings: await findingsOf(database, parts, { shopId, row }),
    replayOf: row.replay_of,
    isEdited: isEditedKey(row.deduplication_key),
    ...related,
    parts: orders,
    content: await readContent(parts, sealedOf(row, shopId)),
  };
}

interface LintedRow {
  readonly shopId: string;
  readonly row: DetailRow;
}

/** What would mend the mapping in force, where the message lacks something because of it. */
async function findingsOf(
  database: Database,
  parts: ContentParts,
  { shopId, row }: LintedRow,
): Promise<readonly Finding[]> {
  const { message_id: id, source_id: sourceId, content } = row;
  const lacksSomething = row.problems.length > 0 || row.state === "waiting";
  if (content === null || !lacksSomething) return [];
  const live = await database.forShop(shopId, (sql) => liveMapping(sql, { shopId, sourceId }));
  if (live === null) return [];
  const opened = openContent(
    await parts.keys.of(shopId),
    { table: "message", shopId, id },
    content,
  );
  const findings = await lintContent(parts, opened, live);
  return findings.filter(({ proposal }) => proposal !== null).slice(0, MOST_FINDINGS);
}

/** The content of one message with nothing hidden; null where the shop has no such message. */
export async function revealMessage(
  database: Database,
  parts: ContentParts,
  { shopId, messageId }: { readonly shopId: string; readonly messageId: string },
): Promise<RevealedContent | null> {
  const row = await database.forShop(shopId, (sql) => readRow(sql, shopId, messageId));
  return row === null ? null : revealContent(parts, sealedOf(row, shopId));
}

function sealedOf({ message_id: messageId, content, format }: DetailRow, shopId: string) {
  return { shopId, messageId, content, format };
}

/** Looks among the interpreted messages first, then among those that wait for it. */
async function readRow(sql: Sql, shopId: string, messageId: string): Promise<DetailRow | null> {
  const [row] = await sql.query<DetailRow>(
    `SELECT page.*, s.name AS source_name, o.display_name, v.version AS mapping_version, v.mapping ->> 'format' AS format, m.content,
       s.removed_at IS NOT NULL AS is_removed, e.scheme
     FROM (
       SELECT ${INTERPRETED_COLUMNS}, i.body_size, i.interpreted_at, i.updated_at, i.mapping_version_id, i.problems
         FROM interpretation AS i WHERE i.shop_id = $1 AND i.message_id = $2
       UNION ALL
       SELECT ${RECORDED_COLUMNS}, m.body_size, NULL, t.received_at, NULL, '[]'::jsonb
         FROM message_task AS t
         JOIN message AS m ON m.shop_id = t.shop_id AND m.id = t.message_id AND m.received_at = t.received_at
         WHERE t.shop_id = $1 AND t.message_id = $2
     ) AS page
     JOIN source AS s ON s.id = page.source_id
     LEFT JOIN endpoint AS e ON e.source_id = s.id
     LEFT JOIN order_record AS o ON o.id = page.order_record_id
     LEFT JOIN mapping_version AS v ON v.id = page.mapping_version_id
     LEFT JOIN message AS m ON m.shop_id = $1 AND m.id = page.message_id AND m.received_at = page.received_at
     LIMIT 1`,
    [shopId, messageId],
  );
  return row ?? null;
}

async function readRelated(
  sql: Sql,
  shopId: string,
  messageId: string,
): Promise<Pick<MessageDetail, "replays" | "duplicates">> {
  const replays = await sql.query<ReplayRow>(
    `SELECT message_id AS id, received_at, deduplication_key, state FROM interpretation
     WHERE shop_id = $1 AND replay_of = $2 ORDER BY message_id LIMIT 50`,
    [shopId, messageId],
  );
  const duplicates = await sql.query<DuplicateRow>(
    `SELECT id, received_at FROM duplicate_delivery
     WHERE shop_id = $1 AND message_id = $2 ORDER BY id LIMIT 50`,
    [shopId, messageId],
  );
  return {
    replays: replays.map((row) => ({
      ...arrival(row),
      isEdited: isEditedKey(row.deduplication_key),
      state: row.state,
    })),
    duplicates: duplicates.map(arrival),
  };
}

function arrival({ id, received_at: receivedAt }: DuplicateRow) {
  return { id, receivedAt: instantIn(receivedAt) };
}
