import type { Rejected } from "../../domain/signature/verdict.ts";
import type { Clock, Endpoints, Log } from "../ports.ts";
import type { ReceivedDelivery } from "./received-delivery.ts";
import { queryOf } from "./delivery.ts";
import { provingHeaders } from "./stored-headers.ts";

/** Writes at once; more under a flood of bad signatures would only push each other out of the ring. */
const MAX_IN_FLIGHT = 4;

export interface Rejections {
  /** Keeps a rejected delivery for the merchant to see why; nobody waits for it. */
  note(received: ReceivedDelivery, rejected: Rejected): void;
  settled(): Promise<void>;
}

export function rejections(endpoints: Endpoints, clock: Clock, log: Log): Rejections {
  const inFlight = new Set<Promise<void>>();

  async function write(
    { delivery, endpoint, body }: ReceivedDelivery,
    rejected: Rejected,
  ): Promise<void> {
    try {
      await endpoints.noteRejection(endpoint, {
        receivedAt: clock.now(),
        code: rejected.code,
        detail: rejected.detail,
        headers: provingHeaders(delivery.headers),
        query: queryOf(delivery.url),
        body: body.wire,
      });
    } catch (error) {
      log.error("rejection.not_kept", error, { endpoint_id: endpoint.endpointId });
    }
  }

  return {
    note(received, rejected) {
      if (inFlight.size >= MAX_IN_FLIGHT) return;
      const written = write(received, rejected).finally(() => inFlight.delete(written));
      inFlight.add(written);
    },
    async settled() {
      await Promise.all(inFlight);
    },
  };
}
