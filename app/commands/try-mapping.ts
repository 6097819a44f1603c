import type { Database } from "../adapters/postgres/database.ts";
import type { MessageContent } from "../adapters/postgres/message-content.ts";
import type { ReceivedContents } from "../adapters/postgres/received-contents.ts";
import type { MappingFault, MappingFile } from "../domain/mapping/mapping-file.ts";
import { isPolled } from "../domain/polling/polled.ts";
import type { Interpret } from "../pipeline/ports.ts";

export interface TryParts {
  readonly database: Database;
  readonly contents: ReceivedContents;
  readonly unpack: (content: MessageContent) => Promise<Uint8Array>;
  /** In a thread of its own: what is only tried must not hold up anybody. */
  readonly interpret: Interpret;
}

/** A mapping that is to be saved for a source. */
export interface Trial extends MappingFile {
  readonly shopId: string;
  readonly sourceId: string;
  /** Made anew for every trial: its mapping was never seen before. */
  readonly id: string;
}

const MOST_SAMPLES = 200;
const MOST_BYTES = 8 * 1024 * 1024;
const AT_ONCE = 10;

/**
 * Runs a mapping over what its source sent last. One that is well-formed can
 * still need more steps than a payload may have; that is told here, where
 * somebody can mend it, and not when the next message comes.
 */
export async function tryMapping(parts: TryParts, trial: Trial): Promise<readonly MappingFault[]> {
  const samples = await newestMessages(parts.database, trial);
  for (let at = 0; at < samples.length; at += AT_ONCE) {
    const some = samples.slice(at, at + AT_ONCE);
    const tooDear = await Promise.all(some.map((sample) => isTooDear(parts, trial, sample)));
    const first = some[tooDear.indexOf(true)];
    if (first !== undefined) return [faultOf(first)];
  }
  return [];
}

interface SampleRow {
  readonly message_id: string;
  readonly received_at: Date;
  readonly body_size: number;
}

function newestMessages(
  database: Database,
  { shopId, sourceId }: Trial,
): Promise<readonly SampleRow[]> {
  return database.forShop(shopId, (sql) =>
    sql.query<SampleRow>(
      `WITH newest AS (
         SELECT message_id, received_at, body_size FROM interpretation
         WHERE shop_id = $1 AND source_id = $2 ORDER BY message_id DESC LIMIT $3
       ), summed AS (
         SELECT *, sum(body_size) OVER (ORDER BY message_id DESC) AS bytes FROM newest
       ) SELECT message_id, received_at, body_size FROM summed WHERE bytes <= $4`,
      [shopId, sourceId, MOST_SAMPLES, MOST_BYTES],
    ),
  );
}

async function isTooDear(
  { contents, unpack, interpret }: TryParts,
  { id, shopId, sourceId, mapping, statusMap }: Trial,
  { message_id: messageId }: SampleRow,
): Promise<boolean> {
  const content = await contents.message(shopId, messageId);
  if (content === null) return false;
  const { headers, query } = content;
  const payload = { headers, query, body: await unpack(content), isPolled: isPolled(headers) };
  const { problems } = await interpret(payload, { id, sourceId, version: 0, mapping, statusMap });
  return problems.some(({ code }) => code === "mapping_timeout");
}

function faultOf({ received_at: at, body_size: bytes }: SampleRow): MappingFault {
  const size = `${String(Math.ceil(bytes / 1024))} KB`;
  return {
    at: "mapping",
    detail: `It needs too many steps for a message of ${size} that this source sent (${at.toISOString()}); use narrower paths (no \`..\`, fewer lists).`,
  };
}
