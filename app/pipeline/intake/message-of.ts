import type { Cryptography } from "../../domain/signature/cryptography.ts";
import type {
  IdentifiableDelivery,
  DeduplicationRule,
} from "../../domain/signature/deduplication.ts";
import type { Clock, Ids, NewMessage } from "../ports.ts";
import type { VerifiedDelivery } from "./received-delivery.ts";
import { queryOf } from "./delivery.ts";
import { storedHeaders, storedQuery } from "./stored-headers.ts";

export interface MessageParts {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly cryptography: Cryptography;
  readonly deduplicationKey: (rule: DeduplicationRule, delivery: IdentifiableDelivery) => string;
}

export type MessageOf = (verified: VerifiedDelivery) => NewMessage;

/**
 * Makes the inbox row of a verified delivery: the bytes as they came, and
 * names and hashes of what they say, so that the same content packed twice by
 * gzip is the same message.
 */
export function messageMaker(parts: MessageParts): MessageOf {
  return ({ delivery, endpoint, body, signedId, proof }) => {
    const { method, url, headers } = delivery;
    const request = { method, url, headers, body: body.content };
    return {
      id: parts.ids.next(),
      shopId: endpoint.shopId,
      sourceId: endpoint.sourceId,
      receivedAt: parts.clock.now(),
      via: "webhook",
      deduplicationKey: parts.deduplicationKey(endpoint.deduplication, {
        endpointId: endpoint.endpointId,
        request,
        signedId,
      }),
      headers: storedHeaders(headers, proof),
      query: storedQuery(queryOf(url)),
      body: body.wire,
      bodyHash: parts.cryptography.digest("sha256", [body.content]),
      replayOf: null,
    };
  };
}
