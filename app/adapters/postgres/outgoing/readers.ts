import type { Database } from "../database.ts";
import { keyDigest } from "./secrets.ts";

/** Who asks for events, by its key. */
export interface EventReader {
  readonly shopId: string;
  readonly subscriberId: string;
}

interface ReaderRow {
  readonly shop_id: string;
  readonly id: string;
}

/** The subscriber of an installed shop that has this key; null where there is none. */
export async function findReader(database: Database, key: string): Promise<EventReader | null> {
  const [row] = await database.onQueue((sql) =>
    sql.query<ReaderRow>(
      {
        name: "find_reader",
        text: `SELECT b.id, b.shop_id FROM subscriber AS b JOIN shop AS o ON o.id = b.shop_id
          WHERE b.key_digest = $1 AND o.state = 'installed'`,
      },
      [keyDigest(key)],
    ),
  );
  return row === undefined ? null : { shopId: row.shop_id, subscriberId: row.id };
}
