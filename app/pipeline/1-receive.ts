import type { CheckSignature } from "./2-verify.ts";
import type { Commit } from "./3-record.ts";
import { checkHead } from "./intake/check-head.ts";
import { DECOY } from "./intake/decoy.ts";
import type { Delivery } from "./intake/delivery.ts";
import type { ReceivedDelivery } from "./intake/received-delivery.ts";
import { readContent, unpacker } from "./intake/read-content.ts";
import { refused } from "./intake/reception.ts";
import type { Reception } from "./intake/reception.ts";
import type { Endpoints, Gunzip, ReceivingEndpoint } from "./ports.ts";

export interface ReceiveParts {
  readonly endpoints: Pick<Endpoints, "find">;
  readonly gunzip: Gunzip;
  readonly checkSignature: CheckSignature;
  readonly commit: Commit;
}

export type Receive = (delivery: Delivery) => Promise<Reception>;

/** Takes one delivery from its head to the committed inbox row: receive, verify, record. */
export function receiver(parts: ReceiveParts): Receive {
  return async (delivery) => {
    const received = await takeIn(parts, delivery);
    if ("outcome" in received) return received;
    const verified = await parts.checkSignature(received);
    if ("outcome" in verified) return verified;
    return parts.commit(verified);
  };
}

/**
 * Finds the endpoint and reads the body within its limits.
 *
 * An unknown key takes the same way as a known one, against an endpoint that
 * verifies nothing, so that neither the answer nor its time tells which keys exist.
 */
async function takeIn(
  parts: ReceiveParts,
  delivery: Delivery,
): Promise<ReceivedDelivery | Reception> {
  const endpoint = await find(parts.endpoints, delivery.endpointKey);
  const head = checkHead(delivery.headers, endpoint.accepts);
  if ("code" in head) return refused(head);

  const unpack = unpacker(parts.gunzip, head.encoding, endpoint.maxBodyBytes);
  const body = await readContent(delivery, endpoint, unpack);
  if (body === "abandoned") return { outcome: "abandoned" };
  return "code" in body ? refused(body) : { delivery, endpoint, body };
}

/** Keys are ours; whatever else stands in the address is not worth a look-up. */
const KEY = /^[A-Za-z0-9_-]{8,128}$/;

async function find(endpoints: Pick<Endpoints, "find">, key: string): Promise<ReceivingEndpoint> {
  return (KEY.test(key) ? await endpoints.find(key) : null) ?? DECOY;
}
