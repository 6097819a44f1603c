import { readDocument } from "../domain/mapping/document/read-document.ts";
import { profileOf } from "../domain/mapping/lint/profile.ts";
import type { MappingVersion } from "../domain/mapping/mapping-version.ts";
import { isPolled } from "../domain/polling/polled.ts";
import { isTestEvent } from "../domain/test-event.ts";
import { rateLimit } from "./intake/rate-limit.ts";
import type { Clock, Log, Shapes, StoredMessage } from "./ports.ts";

/** Looks at how an interpreted message is built; never fails, and mostly does nothing. */
export type WatchShape = (message: StoredMessage, version: MappingVersion) => Promise<void>;

export interface WatchPorts {
  readonly shapes: Shapes;
  readonly clock: Clock;
  readonly log: Log;
}

/** A source's first messages at once, then one in a quarter of a minute: a drift lasts longer than that. */
const RATE = { burst: 60, perSecond: 1 / 15 } as const;
/** Larger ones would hold up the messages behind them, and are built like the others. */
const MOST_BYTES = 64 * 1024;

/** Samples each source's messages at a bounded rate, whatever their number. */
export function shapeWatch({ shapes, clock, log }: WatchPorts): WatchShape {
  const samples = rateLimit(RATE);
  return async (message, { mapping: whole }) => {
    const { shopId, sourceId, via, body, headers } = message;
    const isSaidBySource = via !== "replay" && !isTestEvent(headers);
    if (!isSaidBySource || body.length > MOST_BYTES) return;
    if (!samples.use(`${sourceId} ${via}`, clock.now()).allowed) return;
    const mapping = isPolled(headers) ? (whole.polled ?? whole) : whole;
    const document = readDocument(body, mapping.format);
    if (!("root" in document)) return;
    const look = { profile: profileOf(document), at: message.receivedAt, messageId: message.id };
    try {
      await shapes.note({ shopId, sourceId, via }, look);
    } catch (error) {
      // The message itself is settled; the next one is looked at again.
      log.error("shape.not_noted", error, { shop_id: shopId, source_id: sourceId });
    }
  };
}
