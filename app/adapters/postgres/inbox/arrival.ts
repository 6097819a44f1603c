import { createHash } from "node:crypto";
import { sealContent } from "../message-content.ts";
import { storedText } from "../stored-text.ts";
import type { ShopKeys } from "../shop-keys.ts";
import type { NewMessage } from "../../../pipeline/ports.ts";

/** A message on its way in, with what its rows hold. */
export interface Arrival {
  readonly message: NewMessage;
  /** SHA-256 of the deduplication key. */
  readonly digest: Uint8Array;
  /** Source and digest as one text, to look it up by. */
  readonly key: string;
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
    const message = { ...received, deduplicationKey: storedText(received.deduplicationKey) };
    const place = { table: "message", shopId: message.shopId, id: message.id } as const;
    const digest = createHash("sha256").update(received.deduplicationKey).digest();
    return [keyed({ message, digest, content: sealContent(dataKey, place, message) })];
  });
}

/** The same arrival under a key of its own content, for an id that was used for two contents. */
export function variantOf(arrival: Arrival): Arrival {
  const { message, digest } = arrival;
  const variant = createHash("sha256").update(digest).update(message.bodyHash).digest();
  return keyed({ ...arrival, digest: variant });
}

export function keyOf(sourceId: string, digest: Uint8Array): string {
  return `${sourceId} ${Buffer.from(digest).toString("base64")}`;
}

function keyed(arrival: Omit<Arrival, "key">): Arrival {
  return { ...arrival, key: keyOf(arrival.message.sourceId, arrival.digest) };
}
