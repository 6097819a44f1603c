import type { Gunzip, Messages, StoredMessage } from "../ports.ts";

const MIB = 1024 * 1024;

/** A stored body as the sender meant it: packed bodies are kept as they came over the wire. */
export async function contentOf(
  { headers, body }: Pick<StoredMessage, "headers" | "body">,
  gunzip: Gunzip,
): Promise<Uint8Array> {
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  if (encoding !== "gzip" && encoding !== "x-gzip") return body;
  const content = await gunzip(body, MIB);
  return content instanceof Uint8Array ? content : body;
}

/** The messages with their bodies unpacked, for whoever interprets them. */
export function unpackedMessages(messages: Messages, gunzip: Gunzip): Messages {
  return {
    ...messages,
    async load(claim) {
      const message = await messages.load(claim);
      return message === null ? null : { ...message, body: await contentOf(message, gunzip) };
    },
  };
}
