import type { Database } from "./database.ts";
import { openContent } from "./message-content.ts";
import type { MessageContent } from "./message-content.ts";
import type { ShopKeys } from "./shop-keys.ts";

/** What was received, opened for a person to see. Null where it is not there or was redacted. */
export interface ReceivedContents {
  message(shopId: string, messageId: string): Promise<MessageContent | null>;
  rejected(shopId: string, rejectedDeliveryId: string): Promise<MessageContent | null>;
}

interface ContentRow {
  readonly content: Buffer | null;
}

export function receivedContents(database: Database, keys: ShopKeys): ReceivedContents {
  const read = async (
    table: "message" | "rejected_delivery",
    shopId: string,
    id: string,
  ): Promise<MessageContent | null> => {
    const [row] = await database.forShop(shopId, (sql) =>
      sql.query<ContentRow>(`SELECT content FROM ${table} WHERE shop_id = $1 AND id = $2`, [
        shopId,
        id,
      ]),
    );
    if (row?.content === undefined || row.content === null) return null;
    return openContent(await keys.of(shopId), { table, shopId, id }, row.content);
  };
  return {
    message: (shopId, messageId) => read("message", shopId, messageId),
    rejected: (shopId, id) => read("rejected_delivery", shopId, id),
  };
}
