import type { ReceivingEndpoint } from "../ports.ts";
import type { Delivery } from "./delivery.ts";
import type { Content } from "./read-content.ts";

/** A delivery that was read whole; who sent it is not known yet. */
export interface ReceivedDelivery {
  readonly delivery: Delivery;
  readonly endpoint: ReceivingEndpoint;
  readonly body: Content;
}

/** A delivery of the endpoint's own source. */
export interface VerifiedDelivery extends ReceivedDelivery {
  /** The id that the signature covers; null where the scheme has none. */
  readonly signedId: string | null;
  /** The signature was made with a secret that is on its way out. */
  readonly warning: "old_secret" | null;
  /** Names of the headers that carry the signature, in lower case. */
  readonly proof: readonly string[];
}
