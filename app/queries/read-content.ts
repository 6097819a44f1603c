import { openContent } from "../adapters/postgres/message-content.ts";
import type { ShopKeys } from "../adapters/postgres/shop-keys.ts";
import { contentOf } from "../pipeline/intake/unpacked-messages.ts";
import type { Gunzip } from "../pipeline/ports.ts";
import type { ContentView, PayloadView } from "../screens/messages/view.ts";

export interface ContentParts {
  readonly keys: ShopKeys;
  readonly gunzip: Gunzip;
}

export interface SealedMessage {
  readonly shopId: string;
  readonly messageId: string;
  /** Null where it was removed. */
  readonly content: Buffer | null;
}

const REMOVED: ContentView = { headers: [], query: "", payload: { kind: "removed" } };

/** Opens and unpacks what was received, for a person to read. */
export async function readContent(
  { keys, gunzip }: ContentParts,
  sealed: SealedMessage,
): Promise<ContentView> {
  const { shopId, messageId, content } = sealed;
  if (content === null) return REMOVED;
  const place = { table: "message", shopId, id: messageId } as const;
  const { headers, query, body } = openContent(await keys.of(shopId), place, content);
  return {
    headers: Object.entries(headers),
    query,
    payload: payloadOf(await contentOf({ headers, body }, gunzip)),
  };
}

/** Text where the bytes are UTF-8; nothing is replaced silently. */
export function payloadOf(body: Uint8Array): PayloadView {
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(body) };
  } catch {
    return { kind: "binary", base64: Buffer.from(body).toString("base64") };
  }
}
