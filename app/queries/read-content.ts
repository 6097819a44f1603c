import { type MessageContent, openContent } from "../adapters/postgres/message-content.ts";
import type { ShopKeys } from "../adapters/postgres/shop-keys.ts";
import type { ContentView, PayloadView } from "../screens/messages/view.ts";

export interface ContentParts {
  readonly keys: ShopKeys;
  /** The body as the sender meant it: packed ones are stored as they came. */
  readonly unpack: (content: MessageContent) => Promise<Uint8Array>;
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
  { keys, unpack }: ContentParts,
  sealed: SealedMessage,
): Promise<ContentView> {
  const { shopId, messageId, content } = sealed;
  if (content === null) return REMOVED;
  const place = { table: "message", shopId, id: messageId } as const;
  const opened = openContent(await keys.of(shopId), place, content);
  const { headers, query } = opened;
  return {
    headers: Object.entries(headers),
    query,
    payload: payloadOf(await unpack(opened)),
  };
}

/** Text where the bytes are UTF-8; nothing is replaced silently. */
function payloadOf(body: Uint8Array): PayloadView {
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(body) };
  } catch {
    return { kind: "binary", base64: Buffer.from(body).toString("base64") };
  }
}
