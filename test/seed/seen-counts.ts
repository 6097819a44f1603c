import type { Instant } from "../../app/domain/instant.ts";
import type { Bulk } from "./bulk.ts";
import type { ToldMessage } from "./tell-order.ts";

interface Count {
  readonly sourceId: string;
  readonly name: string;
  written: string;
  meaning: string | null;
  messages: number;
  first: Instant;
  last: Instant;
  lastMessageId: string;
}

/** How often each source said each status. */
export interface SeenCounts {
  add(message: ToldMessage): void;
  writeTo(bulk: Bulk, shopId: string): void;
}

export function seenCounts(): SeenCounts {
  const counts = new Map<string, Count>();
  return {
    add({ id, source, statuses, receivedAt }) {
      for (const { name, status, meaning } of statuses) {
        const key = `${source.id} ${name}`;
        const count = counts.get(key);
        if (count === undefined) {
          counts.set(key, {
            sourceId: source.id,
            name,
            written: status,
            meaning,
            messages: 1,
            first: receivedAt,
            last: receivedAt,
            lastMessageId: id,
          });
          continue;
        }
        count.messages += 1;
        if (receivedAt < count.first) count.first = receivedAt;
        if (receivedAt > count.last) [count.last, count.lastMessageId] = [receivedAt, id];
      }
    },
    writeTo(bulk, shopId) {
      for (const count of counts.values()) {
        bulk.add("seen_status", {
          shop_id: shopId,
          source_id: count.sourceId,
          slot: 0,
          status: count.name,
          written: count.written,
          meaning: count.meaning,
          messages: count.messages,
          first_seen_at: count.first,
          last_seen_at: count.last,
          last_message_id: count.lastMessageId,
        });
      }
    },
  };
}
