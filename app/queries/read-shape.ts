import type { Database } from "../adapters/postgres/database.ts";
import { type MessageContent, openContent } from "../adapters/postgres/message-content.ts";
import { findingOfDrift } from "../domain/mapping/lint/finding-of-drift.ts";
import type { Finding } from "../domain/mapping/lint/finding.ts";
import { lint } from "../domain/mapping/lint/lint.ts";
import {
  MESSAGES_LEARNT,
  type NotedDrift,
  type SourceShape,
} from "../domain/mapping/lint/source-shape.ts";
import type { MappingFile } from "../domain/mapping/mapping-file.ts";
import type { MessageVia } from "../domain/message-state.ts";
import { isPolled } from "../domain/polling/polled.ts";
import type { DriftView, ShapeView } from "../screens/sources/view.ts";
import type { ContentParts } from "./read-content.ts";

interface ShapeRow {
  readonly via: MessageVia;
  readonly shape: SourceShape;
}

interface ExampleRow {
  readonly id: string;
  readonly content: Buffer | null;
}

export interface ShapeRequest {
  readonly shopId: string;
  readonly sourceId: string;
  /** The mapping in force; null where none is. */
  readonly live: MappingFile | null;
}

/** Messages that are opened to say what a drift means for the mapping. */
const MOST_EXAMPLES = 5;

/** How a source's messages are built, what changed in them, and what of it the mapping reads. */
export async function readShape(
  database: Database,
  parts: ContentParts,
  request: ShapeRequest,
): Promise<ShapeView> {
  const rows = await database.forShop(request.shopId, (sql) =>
    sql.query<ShapeRow>(
      "SELECT via, shape FROM source_shape WHERE shop_id = $1 AND source_id = $2 ORDER BY via",
      [request.shopId, request.sourceId],
    ),
  );
  const drifts = rows.flatMap(({ via, shape }) =>
    shape.drifts.map((drift) => ({ ...drift, via, of: lookedSince(shape, drift) })),
  );
  const findings = await findingsByMessage(database, parts, { ...request, drifts });
  const views = drifts.map((drift): DriftView => {
    return { ...drift, finding: findingOfDrift(drift, findings.get(drift.messageId) ?? []) };
  });
  return { learning: learningOf(rows), drifts: views.sort(byWeight) };
}

/** The messages that were looked at since the drift began. */
function lookedSince({ looked }: SourceShape, { lookedBefore, messages }: NotedDrift): number {
  return Math.max(looked - lookedBefore, messages);
}

function learningOf(rows: readonly ShapeRow[]): ShapeView["learning"] {
  const learnt = Math.max(0, ...rows.map(({ shape }) => shape.learnt));
  return learnt >= MESSAGES_LEARNT ? null : { learnt, needed: MESSAGES_LEARNT };
}

/** What the mapping reads comes first, new fields last, and the newest first. */
function byWeight(a: DriftView, b: DriftView): number {
  return (
    Number(a.finding === null) - Number(b.finding === null) ||
    Number(a.kind === "added") - Number(b.kind === "added") ||
    (a.since < b.since ? 1 : -1)
  );
}

interface Linting extends ShapeRequest {
  readonly drifts: readonly NotedDrift[];
}

/** The newest message of each drift, compared with the mapping in force. */
async function findingsByMessage(
  database: Database,
  parts: ContentParts,
  { shopId, live, drifts }: Linting,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const told = drifts.filter(({ kind }) => kind !== "added").map(({ messageId }) => messageId);
  const ids = [...new Set(told)].slice(0, MOST_EXAMPLES);
  if (live === null || ids.length === 0) return new Map();
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<ExampleRow>(
      "SELECT id, content FROM message WHERE shop_id = $1 AND id = ANY ($2::uuid[])",
      [shopId, ids],
    ),
  );
  const key = await parts.keys.of(shopId);
  const linted = rows.map(async ({ id, content }) => {
    if (content === null) return [id, []] as const;
    const opened = openContent(key, { table: "message", shopId, id }, content);
    return [id, await lintContent(parts, opened, live)] as const;
  });
  return new Map(await Promise.all(linted));
}

/** What does not fit between a received content and a mapping. */
export async function lintContent(
  { unpack }: ContentParts,
  content: MessageContent,
  mapping: MappingFile,
): Promise<readonly Finding[]> {
  const { headers, query } = content;
  const body = await unpack(content);
  return lint({ body, headers, query, isPolled: isPolled(headers) }, mapping);
}
