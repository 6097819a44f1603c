import type { Cryptography } from "../domain/signature/cryptography.ts";
import type { Recorder } from "./intake/recorder.ts";
import type { Clock } from "./ports.ts";

export interface ReplayPorts {
  readonly contents: {
    /** Null where it is not there or was redacted. */
    message(shopId: string, messageId: string): Promise<ReplayedContent | null>;
  };
  readonly recorder: Recorder;
  readonly cryptography: Cryptography;
  readonly clock: Clock;
}

interface ReplayedContent {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: Uint8Array;
}

export interface ReplayRequest {
  readonly shopId: string;
  readonly sourceId: string;
  /** What is replayed. */
  readonly messageId: string;
  /** The id of the message that it becomes. */
  readonly replayId: string;
  /** One key gives one replay, however often it is asked for. */
  readonly deduplicationKey: string;
  /** What a person made of its body; absent where it goes as it came. */
  readonly editedBody?: Uint8Array;
}

/** `removed`: its content is gone. `overloaded`: the inbox takes nothing now. */
export type Replayed = "replayed" | "removed" | "overloaded";

/**
 * Records the content of a message once more, as a new message that is linked
 * to it; from there it goes the way of every other.
 */
export async function recordReplay(ports: ReplayPorts, request: ReplayRequest): Promise<Replayed> {
  const { shopId, sourceId, messageId, replayId, deduplicationKey } = request;
  const received = await ports.contents.message(shopId, messageId);
  if (received === null) return "removed";
  const { editedBody } = request;
  const content = editedBody === undefined ? received : edited(received, editedBody);
  const recorded = await ports.recorder.record({
    id: replayId,
    shopId,
    sourceId,
    receivedAt: ports.clock.now(),
    via: "replay",
    deduplicationKey,
    headers: content.headers,
    query: content.query,
    body: content.body,
    bodyHash: ports.cryptography.digest("sha256", [content.body]),
    replayOf: messageId,
  });
  return recorded === null ? "overloaded" : "replayed";
}

/** The same delivery with another body, which is written out plainly. */
function edited(content: ReplayedContent, body: Uint8Array): ReplayedContent {
  const { "content-encoding": _, ...headers } = content.headers;
  return { ...content, headers, body };
}
