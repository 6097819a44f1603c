import {
  byteaArray,
  hexArray,
  instantArray,
  integerArray,
  textArray,
  uuidArray,
} from "../binary-array.ts";
import type { NamedStatement, Sql } from "../sql-connection.ts";
import { keyOf } from "./arrival.ts";
import type { Arrival } from "./arrival.ts";

/** Who had a key first. */
export interface First {
  readonly messageId: string;
  readonly bodyHash: Uint8Array;
}

interface MessageRow {
  readonly message_id: string;
}

interface FirstRow extends MessageRow {
  readonly source_id: string;
  readonly key_digest: Buffer;
  readonly body_hash: Buffer;
}

/**
 * Keys go in sorted, so that two batches never wait for each other in a ring.
 * What did not get its key writes nothing else.
 */
const ARRIVED = `
  WITH arrived AS MATERIALIZED (
    SELECT * FROM unnest(
      $1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[],
      $7::int4[], $8::bytea[], $9::uuid[], $10::bytea[], $11::bytea[]
    ) WITH ORDINALITY AS a (
      shop_id, id, source_id, received_at, via, deduplication_key,
      body_size, content, replay_of, key_digest, body_hash, place
    )
  ), first AS (
    INSERT INTO message_key (source_id, key_digest, shop_id, message_id, received_at, body_hash)
    SELECT source_id, key_digest, shop_id, id, received_at, body_hash
    FROM arrived ORDER BY source_id, key_digest, place
    ON CONFLICT DO NOTHING
    RETURNING message_id
  ), kept AS (
    INSERT INTO message (shop_id, id, received_at, source_id, via, deduplication_key, body_size, content, replay_of)
    SELECT shop_id, id, received_at, source_id, via, deduplication_key, body_size, content, replay_of
    FROM arrived WHERE id IN (SELECT message_id FROM first)
  )`;

/**
 * A paused endpoint's messages wait until it is resumed. Answers what did not
 * get its key, which is nearly always nothing.
 */
const INSERT_MESSAGES: NamedStatement = {
  name: "insert_messages",
  text: `${ARRIVED}, queued AS (
    INSERT INTO message_task (shop_id, message_id, source_id, received_at, due_at)
    SELECT shop_id, id, source_id, received_at,
      CASE WHEN EXISTS (SELECT FROM endpoint e WHERE e.source_id = a.source_id AND e.state = 'paused')
        THEN 'infinity' ELSE now() END
    FROM arrived AS a WHERE id IN (SELECT message_id FROM first)
  ) SELECT id AS message_id FROM arrived WHERE id NOT IN (SELECT message_id FROM first)`,
};

const INSERT_CONFLICTS: NamedStatement = {
  name: "insert_conflicts",
  text: `${ARRIVED}, settled AS (
    INSERT INTO interpretation (shop_id, message_id, source_id, received_at, via, deduplication_key,
      replay_of, body_size, state, reason_code, reason_detail)
    SELECT shop_id, id, source_id, received_at, via, deduplication_key, replay_of, body_size, 'quarantined',
      'id_reuse_conflict', 'Another message with the same id and other content came before. This one is kept and not applied.'
    FROM arrived WHERE id IN (SELECT message_id FROM first)
  ) SELECT message_id FROM first`,
};

const READ_FIRSTS: NamedStatement = {
  name: "read_firsts",
  text: `SELECT k.source_id, k.key_digest, k.message_id, k.body_hash
    FROM unnest($1::uuid[], $2::bytea[]) AS a (source_id, key_digest)
    JOIN message_key AS k USING (source_id, key_digest)`,
};

const NOTE_DUPLICATES: NamedStatement = {
  name: "note_duplicates",
  text: `INSERT INTO duplicate_delivery (shop_id, message_id, id, source_id, received_at, via)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[])
    ON CONFLICT DO NOTHING`,
};

/** Records those whose key is new; answers the ids of the others. */
export async function insertMessages(
  sql: Sql,
  batch: readonly Arrival[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<MessageRow>(INSERT_MESSAGES, parameters(batch));
  return new Set(rows.map(({ message_id }) => message_id));
}

/** Keeps those whose content is new under their id, quarantined; answers each one's message. */
export async function insertConflicts(
  sql: Sql,
  variants: readonly Arrival[],
): Promise<Map<string, string>> {
  const rows = await sql.query<MessageRow>(INSERT_CONFLICTS, parameters(variants));
  return new Map(rows.map(({ message_id }) => [message_id, message_id]));
}

/** The holders of the arrivals' keys, by key. */
export async function readFirsts(
  sql: Sql,
  batch: readonly Arrival[],
): Promise<ReadonlyMap<string, First>> {
  const rows = await sql.query<FirstRow>(READ_FIRSTS, [
    uuidArray(batch.map(({ message }) => message.sourceId)),
    hexArray(batch.map(({ digest }) => digest)),
  ]);
  return new Map(
    rows.map((row) => [
      keyOf(row.source_id, row.key_digest.toString("hex")),
      { messageId: row.message_id, bodyHash: row.body_hash },
    ]),
  );
}

/** Remembers that these deliveries repeated a message. */
export async function noteDuplicates(
  sql: Sql,
  repeated: readonly { readonly arrival: Arrival; readonly messageId: string }[],
): Promise<void> {
  const messages = repeated.map(({ arrival }) => arrival.message);
  await sql.execute(NOTE_DUPLICATES, [
    uuidArray(messages.map(({ shopId }) => shopId)),
    uuidArray(repeated.map(({ messageId }) => messageId)),
    uuidArray(messages.map(({ id }) => id)),
    uuidArray(messages.map(({ sourceId }) => sourceId)),
    instantArray(messages.map(({ receivedAt }) => receivedAt)),
    textArray(messages.map(({ via }) => via)),
  ]);
}

function parameters(batch: readonly Arrival[]): readonly Buffer[] {
  const messages = batch.map(({ message }) => message);
  return [
    uuidArray(messages.map(({ shopId }) => shopId)),
    uuidArray(messages.map(({ id }) => id)),
    uuidArray(messages.map(({ sourceId }) => sourceId)),
    instantArray(messages.map(({ receivedAt }) => receivedAt)),
    textArray(messages.map(({ via }) => via)),
    textArray(messages.map(({ deduplicationKey }) => deduplicationKey)),
    integerArray(messages.map(({ body }) => body.length)),
    byteaArray(batch.map(({ content }) => content)),
    uuidArray(messages.map(({ replayOf }) => replayOf)),
    hexArray(batch.map(({ digest }) => digest)),
    byteaArray(messages.map(({ bodyHash }) => bodyHash)),
  ];
}
