import type { DeliveryStep } from "../domain/outgoing/delivery-log.ts";
import { eventBody, type EventBody } from "../domain/outgoing/event-body.ts";
import { eventText } from "../domain/outgoing/event-text.ts";
import { eventXml } from "../domain/outgoing/event-xml.ts";
import { secondsUntilRetry } from "../domain/outgoing/retries.ts";
import type {
  ClaimedDelivery,
  Clock,
  DeliveryEnd,
  DeliveryLoad,
  EventDeliveries,
  EventSender,
  PushOutcome,
  PushTarget,
} from "./ports.ts";

export interface PushPorts {
  readonly deliveries: EventDeliveries;
  readonly eventSender: EventSender;
  readonly clock: Clock;
}

type ToPush = Extract<DeliveryLoad, { kind: "push" }>;

/** One try of one delivery; null where there was nothing to push. At least once: a worker that dies after the answer tries again. */
export async function pushEvent(
  claim: ClaimedDelivery,
  ports: PushPorts,
): Promise<DeliveryEnd | null> {
  const load = await ports.deliveries.load(claim);
  if (load.kind !== "push") return null;
  const end = await attempt(load, ports);
  await ports.deliveries.settle(claim, end);
  return end;
}

async function attempt(
  { event, target, tries }: ToPush,
  { eventSender, clock }: PushPorts,
): Promise<DeliveryEnd> {
  const text = target.kind === "sms" ? eventText(event, target.language) : null;
  const body = eventBody(event, text);
  if (body === null) return refused(clock);
  const validated: readonly DeliveryStep[] =
    tries === 0 ? [{ step: "validated", at: clock.now() }] : [];
  const attempted: DeliveryStep = { step: "attempted", at: clock.now() };
  const outcome = await eventSender.send(target, { id: event.id, body: written(target, body) });
  const end = endOf(outcome, tries + 1);
  return { ...end, steps: [...validated, attempted, ...lastSteps(outcome, end.state, clock)] };
}

function written({ format }: PushTarget, body: EventBody): string {
  switch (format) {
    case "json":
      return JSON.stringify(body);
    case "xml":
      return eventXml(body);
  }
}

function endOf(outcome: PushOutcome, tries: number): Omit<DeliveryEnd, "steps"> {
  const { status } = outcome;
  if (outcome.outcome === "delivered") {
    return { state: "delivered", retrySeconds: 0, status, detail: null };
  }
  const { detail, isFinal } = outcome;
  const retrySeconds = isFinal ? null : secondsUntilRetry(tries);
  return retrySeconds === null
    ? { state: "failed", retrySeconds: 0, status, detail }
    : { state: "later", retrySeconds, status, detail };
}

function lastSteps(
  outcome: PushOutcome,
  state: DeliveryEnd["state"],
  clock: Clock,
): readonly DeliveryStep[] {
  const at = clock.now();
  const answered = outcome.status === null ? {} : { status: outcome.status };
  if (outcome.outcome === "delivered") return [{ step: "delivered", at, ...answered }];
  const failed: DeliveryStep = { step: "failed", at, ...answered, detail: outcome.detail };
  return state === "failed" ? [failed, { step: "given_up", at }] : [failed];
}

const NO_EVENT = "What was written down does not fit the schema of its type.";

function refused(clock: Clock): DeliveryEnd {
  const step: DeliveryStep = { step: "refused", at: clock.now(), detail: NO_EVENT };
  return { state: "failed", retrySeconds: 0, status: null, detail: NO_EVENT, steps: [step] };
}
