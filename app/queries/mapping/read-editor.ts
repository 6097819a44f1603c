import type { Database } from "../../adapters/postgres/database.ts";
import type { ReceivedContents } from "../../adapters/postgres/received-contents.ts";
import { instantIn } from "../../adapters/postgres/row-values.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import { findPreset } from "../../domain/mapping/presets/index.ts";
import { formatOf } from "../../domain/mapping/read-body-text.ts";
import { TEST_EVENT_REASON } from "../../domain/test-event.ts";
import type { MessageState } from "../../domain/message-state.ts";
import type { DraftView, MappingEditorView, MessageMark } from "../../screens/mapping/view.ts";
import type { ContentParts } from "../read-content.ts";
import { readMessages } from "./read-messages.ts";
import { sentMessage } from "./sent-message.ts";

export interface EditorParts extends ContentParts {
  readonly contents: ReceivedContents;
}

export interface EditorRequest {
  readonly shopId: string;
  readonly sourceId: string;
  /** The message to begin with; null for the newest. */
  readonly messageId: string | null;
  /** What to read messages as; null for what the mapping says. */
  readonly format: BodyFormat | null;
}

/** Messages that are walked through. */
const LAST = 50;

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly preset: string | null;
}

interface VersionRow {
  readonly id: string;
  readonly version: number;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
  readonly created_by: string;
  readonly created_at: Date;
  readonly based_on: number | null;
  readonly is_published: boolean;
}

interface MarkRow {
  readonly id: string;
  readonly received_at: Date;
  readonly state: MessageState;
  readonly reason_code: string;
}

/** All that the mapping editor begins with; null where the shop has no such source. */
export async function readEditor(
  database: Database,
  parts: EditorParts,
  request: EditorRequest,
): Promise<MappingEditorView | null> {
  const found = await database.forShop(request.shopId, async (sql) => {
    const source = await readSource(sql, request);
    if (source === null) return null;
    const versions = await readVersions(sql, request);
    return { source, versions, messages: await readMarks(sql, request) };
  });
  if (found === null) return null;
  const { source, versions, messages } = found;
  const live = versions.find((version) => version.is_published) ?? null;
  const draft = versions.find((version) => !version.is_published) ?? null;
  const asked = messages.find(({ id }) => id === request.messageId)?.id ?? messages[0]?.id ?? null;
  const known = request.format ?? draft?.mapping.format ?? live?.mapping.format ?? null;
  const opening = { ...request, asked, preset: source.preset };
  const { format, first } = await openFirst(database, parts, { ...opening, known });
  return {
    source: { id: source.id, name: source.name },
    live: live === null ? null : liveView(live),
    draft: draft === null ? null : draftView(draft),
    format,
    messages,
    first,
  };
}

function liveView({ version, mapping, status_map: statusMap }: VersionRow) {
  return { version, mapping, statusMap };
}

function draftView(row: VersionRow): DraftView {
  const { id, mapping, status_map: statusMap, created_by: savedBy, based_on: basedOnVersion } = row;
  return { id, mapping, statusMap, savedBy, basedOnVersion, savedAt: instantIn(row.created_at) };
}

interface Opening extends EditorRequest {
  readonly asked: string | null;
  readonly preset: string | null;
  /** Null where neither person nor mapping says what messages are. */
  readonly known: BodyFormat | null;
}

/** The message to begin with, and what it is read as. */
async function openFirst(
  database: Database,
  parts: EditorParts,
  { shopId, sourceId, asked, preset, known }: Opening,
): Promise<Pick<MappingEditorView, "format" | "first">> {
  if (asked === null) return exampleOf(preset, known);
  const content = await parts.contents.message(shopId, asked);
  const body = content === null ? new Uint8Array() : await parts.unpack(content);
  const format = known ?? formatOf(body);
  const request = { shopId, sourceId, ids: [asked], format, isRevealed: false };
  const [first = null] = await readMessages(database, parts, request);
  return { format, first };
}

/** A preset brings a message of our own making, so that one can begin before anything arrived. */
function exampleOf(
  id: string | null,
  known: BodyFormat | null,
): Pick<MappingEditorView, "format" | "first"> {
  const preset = id === null ? null : findPreset(id);
  const format = known ?? preset?.mapping.format ?? "json";
  if (preset === null) return { format, first: null };
  const { headers, query, body } = preset.sample;
  const content = { headers, query, body: new TextEncoder().encode(body) };
  const first = sentMessage({ id: null, receivedAt: null }, content, { format, isRevealed: true });
  return { format, first };
}

async function readSource(
  sql: Sql,
  { shopId, sourceId }: EditorRequest,
): Promise<SourceRow | null> {
  const [row] = await sql.query<SourceRow>(
    "SELECT id, name, preset FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL",
    [shopId, sourceId],
  );
  return row ?? null;
}

/** The version in force and the draft. */
function readVersions(
  sql: Sql,
  { shopId, sourceId }: EditorRequest,
): Promise<readonly VersionRow[]> {
  const columns = "id, version, mapping, status_map, created_by, created_at, based_on";
  return sql.query<VersionRow>(
    `(SELECT ${columns}, true AS is_published FROM mapping_version
      WHERE shop_id = $1 AND source_id = $2 AND published_at IS NOT NULL
      ORDER BY published_at DESC, version DESC LIMIT 1)
     UNION ALL
     SELECT ${columns}, false FROM mapping_version
     WHERE shop_id = $1 AND source_id = $2 AND published_at IS NULL`,
    [shopId, sourceId],
  );
}

/** Of so many newest messages those that are still kept are shown: contents go by age, and one by one where a person asks. */
const LOOKED_AT = 1_000;

/**
 * The last messages that came by themselves and are still kept. Each content
 * is looked up in its own day, newest first, until there are enough.
 */
async function readMarks(
  sql: Sql,
  { shopId, sourceId }: EditorRequest,
): Promise<readonly MessageMark[]> {
  const rows = await sql.query<MarkRow>(
    `SELECT i.message_id AS id, i.received_at, i.state, i.reason_code
     FROM (
       SELECT message_id, received_at, state, reason_code FROM interpretation
       WHERE shop_id = $1 AND source_id = $2 AND replay_of IS NULL
       ORDER BY message_id DESC LIMIT $4
     ) AS i
     CROSS JOIN LATERAL (
       SELECT FROM message AS m
       WHERE m.shop_id = $1 AND m.id = i.message_id AND m.received_at = i.received_at
         AND m.content IS NOT NULL
       OFFSET 0
     ) AS kept
     ORDER BY i.message_id DESC LIMIT $3`,
    [shopId, sourceId, LAST, LOOKED_AT],
  );
  return rows.map(({ id, received_at: receivedAt, state, reason_code: code }) => ({
    id,
    receivedAt: instantIn(receivedAt),
    state,
    isTest: code === TEST_EVENT_REASON,
  }));
}
