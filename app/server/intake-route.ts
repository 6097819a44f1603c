import { AppError } from "../domain/app-error.ts";
import type { Receive } from "../pipeline/1-receive.ts";
import type { Delivery, HeaderPair } from "../pipeline/intake/delivery.ts";
import { INBOX_UNAVAILABLE, OVERLOADED, refusal } from "../pipeline/intake/refusal.ts";
import type { Refusal } from "../pipeline/intake/refusal.ts";
import type { Reception } from "../pipeline/intake/reception.ts";
import type { Log, Metrics } from "../pipeline/ports.ts";
import type { Admission } from "./admission.ts";
import { endpointShares } from "./endpoint-shares.ts";
import type { EndpointShares } from "./endpoint-shares.ts";
import type { Exchange } from "./exchange.ts";
import { answerReception, refuse } from "./intake-answer.ts";
import { MAX_ADDRESS_LENGTH } from "./limits.ts";
import { readBody } from "./read-body.ts";
import { senderOf } from "./sender.ts";

export interface IntakeParts {
  readonly receive: Receive;
  readonly hasRoom: () => boolean;
  readonly admission: Admission;
  readonly trustedProxies: number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * A source's deliveries: what may be refused by its first line, then `receive`,
 * then the answer. Where too many wait already that is known before the body is
 * read or its signature looked at, so that a flood is refused quickly. Whoever
 * has little among those that wait is still let in.
 */
export function intakeRoute(front: IntakeParts): (exchange: Exchange, endpointKey: string) => void {
  const parts = { ...front, shares: endpointShares() };
  const hasRoomFor = (key: string) => parts.hasRoom() || parts.shares.hasShare(key);
  return (exchange, endpointKey) => {
    const { request, response } = exchange;
    if (request.method === "OPTIONS") {
      response.writeHead(204, { allow: "POST, OPTIONS" }).end();
      return;
    }
    const reason = reasonToRefuse(exchange);
    if (reason !== null) refuse(parts.metrics, exchange, reason);
    else if (hasRoomFor(endpointKey) && parts.admission.enter()) {
      void take(parts, exchange, endpointKey);
    } else refuse(parts.metrics, exchange, OVERLOADED);
  };
}

function reasonToRefuse({ request }: Exchange): Refusal | null {
  if (request.method !== "POST") return refusal("method_not_allowed", "Send deliveries with POST.");
  return (request.url?.length ?? 0) > MAX_ADDRESS_LENGTH
    ? refusal(
        "address_too_long",
        `The address is longer than ${String(MAX_ADDRESS_LENGTH)} characters.`,
      )
    : null;
}

type TakeParts = IntakeParts & { readonly shares: EndpointShares };

async function take(parts: TakeParts, exchange: Exchange, endpointKey: string): Promise<void> {
  const start = performance.now();
  parts.shares.enter(endpointKey);
  try {
    const reception = await parts.receive(deliveryOf(parts, exchange, endpointKey));
    if (isOfItsSource(reception)) parts.shares.proved(endpointKey);
    answerReception(parts.metrics, exchange, reception);
    const seconds = (performance.now() - start) / 1000;
    parts.metrics.time("oms.event.ack.duration", reception.outcome, seconds);
  } catch (error) {
    if (!(error instanceof AppError && error.retryable))
      parts.log.error("delivery.failed", error, {});
    refuse(parts.metrics, exchange, INBOX_UNAVAILABLE);
  } finally {
    parts.admission.leave();
    parts.shares.leave(endpointKey);
  }
}

function isOfItsSource({ outcome }: Reception): boolean {
  return outcome !== "refused" && outcome !== "abandoned";
}

function deliveryOf(parts: IntakeParts, exchange: Exchange, endpointKey: string): Delivery {
  const { request } = exchange;
  return {
    endpointKey,
    method: "POST",
    url: request.url ?? "",
    headers: pairs(request.rawHeaders),
    sender: senderOf(request, parts.trustedProxies),
    readBody: (maxBytes) => readBody(exchange, maxBytes, parts.admission),
  };
}

function pairs(rawHeaders: readonly string[]): HeaderPair[] {
  const list: HeaderPair[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    list.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  }
  return list;
}
