import type { Database } from "../adapters/postgres/database.ts";
import { findMessages } from "./find-messages.ts";
import { type MessageListRequest, narrowingOf } from "./list-messages.ts";
import { readMatching } from "./message-pages.ts";

export interface MatchingRequest extends Omit<MessageListRequest, "place"> {
  readonly most: number;
}

/** The messages that a filter leaves, the newest first, as far as they were interpreted. */
export function matchingMessages(
  database: Database,
  shopId: string,
  { most, ...request }: MatchingRequest,
): Promise<readonly string[]> {
  return database.forShop(shopId, async (sql) => {
    const query = request.filter.query.trim();
    const found = query === "" ? null : await findMessages(sql, shopId, query);
    if (found?.length === 0) return [];
    const whole = { ...request, place: { from: "top" } } as const;
    return readMatching(sql, narrowingOf({ shopId, found, request: whole }), most);
  });
}
