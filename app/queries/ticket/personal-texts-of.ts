import type { Database } from "../../adapters/postgres/database.ts";
import { type MessageContent, openContent } from "../../adapters/postgres/message-content.ts";
import { readDocument } from "../../domain/mapping/document/read-document.ts";
import { formatOf } from "../../domain/mapping/read-body-text.ts";
import type { MessageFact } from "../../domain/diagnosis/evidence.ts";
import { personalPairTexts, personalTexts } from "../../domain/payload/personal-texts.ts";
import { formPairs } from "../../domain/signature/signed-request.ts";
import type { ContentParts } from "../read-content.ts";

/** Bodies that are opened at once; each may be a megabyte. */
const AT_ONCE = 20;

export interface MessagesAsked {
  readonly shopId: string;
  readonly messages: readonly Pick<MessageFact, "id" | "receivedAt">[];
}

interface ContentRow {
  readonly id: string;
  readonly content: Buffer;
}

/** Every value in these messages that is likely to be about a person, so that it can be taken out wherever it was carried to. */
export async function personalTextsOf(
  database: Database,
  parts: ContentParts,
  { shopId, messages }: MessagesAsked,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < messages.length; from += AT_ONCE) {
    const some = { shopId, messages: messages.slice(from, from + AT_ONCE) };
    for (const { id, content } of await readContents(database, some)) {
      const key = await parts.keys.of(shopId);
      const opened = openContent(key, { table: "message", shopId, id }, content);
      const body = await parts.unpack(opened);
      for (const text of textsOf({ ...opened, body })) found.add(text);
    }
  }
  return found;
}

/** Those that still have what was received. */
function readContents(
  database: Database,
  { shopId, messages }: MessagesAsked,
): Promise<readonly ContentRow[]> {
  return database.forShop(shopId, (sql) =>
    sql.query<ContentRow>(
      `SELECT m.id, m.content FROM unnest($2::uuid[], $3::timestamptz[]) AS asked (id, received_at)
       JOIN message AS m ON m.shop_id = $1 AND m.id = asked.id AND m.received_at = asked.received_at
       WHERE m.content IS NOT NULL`,
      [shopId, messages.map(({ id }) => id), messages.map(({ receivedAt }) => receivedAt)],
    ),
  );
}

function textsOf({ headers, query, body }: MessageContent): readonly string[] {
  const document = readDocument(body, formatOf(body));
  return [
    ...personalPairTexts(Object.entries(headers)),
    ...personalPairTexts(formPairs(query)),
    ...("root" in document ? personalTexts(document) : []),
  ];
}
