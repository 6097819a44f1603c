import { createHash, hash } from "node:crypto";
import { sealContent } from "../message-content.ts";
import { storedText } from "../stored-text.ts";
import type { ShopKeys } from "../shop-keys.ts";
import type { NewMessage } from "../../../pipeline/ports.ts";

/** A message on its way in, with what its rows hold. */
export interface Arrival {
  readonly message: NewMessage;
  /** SHA-256 of the deduplication key, in hexadecimal: a text costs a fourth of what so few bytes do. */
  readonly digest: string;
  readonly content: Uint8Array;
}

/** Seals each message with its shop's key. */
export async function arrivals(
  keys: ShopKeys,
  messages: readonly NewMessage[],
): Promise<readonly Arrival[]> {
  const shops = new Set(messages.map(({ shopId }) => shopId));
  const byShop = new Map(
    await Promise.all([...shops].map(async (id) => [id, await keys.of(id)] as const)),
  );
  return messages.flatMap((received) => {
    const dataKey = byShop.get(received.shopId);
    if (dataKey === undefined) return [];
    const place = { table: "message", shopId: received.shopId, id: received.id } as const;
    const digest = hash("sha256", received.deduplicationKey, "hex");
    const content = sealContent(dataKey, place, received);
    return [{ message: withStorableKey(received), digest, content }];
  });
}

/** The same arrival under a key of its own content, for an id that was used for two contents. */
export function variantOf(arrival: Arrival): Arrival {
  const { message, digest } = arrival;
  const variant = createHash("sha256").update(digest, "hex").update(message.bodyHash).digest("hex");
  return { ...arrival, digest: variant };
}

/** Source and digest as one text, to look an arrival up by. */
export function keyOf(sourceId: string, digest: string): string {
  return `${sourceId} ${digest}`;
}

function withStorableKey(message: NewMessage): NewMessage {
  const deduplicationKey = storedText(message.deduplicationKey);
  return deduplicationKey === message.deduplicationKey ? message : { ...message, deduplicationKey };
}
