import type { QueueMessage } from "../../domain/queue/queue-message.ts";
import type { Cryptography } from "../../domain/signature/cryptography.ts";
import { isOfContent, keyOfEvent } from "../../domain/signature/deduplication.ts";
import type {
  DeduplicationRule,
  IdentifiableDelivery,
} from "../../domain/signature/deduplication.ts";
import { storedHeaders } from "../intake/stored-headers.ts";
import type { ClaimedQueue, Clock, Ids, NewMessage, QueueWork } from "../ports.ts";

export interface QueueMessageParts {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly cryptography: Pick<Cryptography, "digest">;
  readonly deduplicationKey: (rule: DeduplicationRule, delivery: IdentifiableDelivery) => string;
}

/** A queue's message with its bytes. */
export interface QueueDelivery {
  readonly message: QueueMessage;
  readonly body: Uint8Array;
}

/**
 * Makes the inbox row of a queue's message. Its key is what the source calls
 * the message, as at the source's webhook URL, so that what came by both ways
 * is one; else the queue's own id, which a delivery that comes again repeats.
 */
export function queueMessageMaker(
  parts: QueueMessageParts,
): (claim: ClaimedQueue, work: QueueWork, delivery: QueueDelivery) => NewMessage {
  return ({ shopId, sourceId }, { endpointId, deduplication }, { message, body }) => {
    const request = { method: "POST", url: "", headers: message.headers, body };
    const key = parts.deduplicationKey(deduplication, { endpointId, request, signedId: null });
    return {
      id: parts.ids.next(),
      shopId,
      sourceId,
      receivedAt: parts.clock.now(),
      via: "queue",
      deduplicationKey: isOfContent(key) ? keyOfEvent(message.id) : key,
      headers: storedHeaders(message.headers, []),
      query: "",
      body,
      bodyHash: parts.cryptography.digest("sha256", [body]),
      replayOf: null,
    };
  };
}
