import { type MessageContent, openContent } from "../adapters/postgres/message-content.ts";
import type { ShopKeys } from "../adapters/postgres/shop-keys.ts";
import { readDocument } from "../domain/mapping/document/read-document.ts";
import type { BodyFormat } from "../domain/mapping/document/read-document.ts";
import type { Document } from "../domain/mapping/document/value.ts";
import { formatOf } from "../domain/mapping/read-body-text.ts";
import { hidePersonalData, hidePersonalPairs } from "../domain/payload/hide-personal-data.ts";
import { sendDocument } from "../domain/payload/sent-document.ts";
import { formPairs } from "../domain/signature/signed-request.ts";
import type {
  ContentView,
  PayloadView,
  RevealedContent,
  SentPairs,
} from "../screens/messages/view.ts";

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
  /** What the source's mapping reads; null where it has none. */
  readonly format: BodyFormat | null;
}

/** How much of a content is shown: what is likely to be about somebody may be hidden. */
interface Look {
  readonly document: (document: Document) => Document;
  readonly pairs: (pairs: SentPairs) => SentPairs;
}

const HIDING: Look = { document: hidePersonalData, pairs: hidePersonalPairs };
const REVEALING: Look = { document: (document) => document, pairs: (pairs) => pairs };
const REMOVED: ContentView = { headers: [], query: [], payload: { kind: "removed" } };

/** What was received, for a person to read, with personal data hidden. */
export async function readContent(
  parts: ContentParts,
  sealed: SealedMessage,
): Promise<ContentView> {
  const opened = await open(parts, sealed);
  return opened === null ? REMOVED : contentView(opened, sealed.format, HIDING);
}

/** The same with nothing hidden, and the body's text where it is one. */
export async function revealContent(
  parts: ContentParts,
  sealed: SealedMessage,
): Promise<RevealedContent> {
  const opened = await open(parts, sealed);
  if (opened === null) return { content: REMOVED, text: null };
  return {
    content: contentView(opened, sealed.format, REVEALING),
    text: textOf(opened.body),
  };
}

async function open(
  { keys, unpack }: ContentParts,
  { shopId, messageId, content }: SealedMessage,
): Promise<MessageContent | null> {
  if (content === null) return null;
  const place = { table: "message", shopId, id: messageId } as const;
  const opened = openContent(await keys.of(shopId), place, content);
  return { ...opened, body: await unpack(opened) };
}

function contentView(
  { headers, query, body }: MessageContent,
  format: BodyFormat | null,
  look: Look,
): ContentView {
  return {
    headers: look.pairs(Object.entries(headers)),
    query: look.pairs(formPairs(query)),
    payload: payloadView(body, format ?? formatOf(body), look),
  };
}

/** A body of another format than the mapping's is shown as what it is. */
function payloadView(body: Uint8Array, format: BodyFormat, look: Look): PayloadView {
  if (body.length === 0) return { kind: "empty" };
  if (textOf(body) === null) return { kind: "binary" };
  const mapped = readDocument(body, format);
  const guess = formatOf(body);
  // Any text at all can be read as a form, which would show names that nobody meant.
  const document = "root" in mapped || guess === "form" ? mapped : readDocument(body, guess);
  if ("root" in document) {
    return { kind: "document", document: sendDocument(look.document(document)) };
  }
  return { kind: "unreadable", at: document.at, detail: document.detail };
}

/** Null where the bytes are not UTF-8: nothing is replaced silently. */
function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return null;
  }
}
