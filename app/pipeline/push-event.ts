import { passageAt, PROBE_SECONDS } from "../domain/outgoing/breaker.ts";
import type { DeliveryStep } from "../domain/outgoing/delivery-log.ts";
import { eventBody, type EventBody } from "../domain/outgoing/event-body.ts";
import { eventText } from "../domain/outgoing/event-text.ts";
import { eventXml } from "../domain/outgoing/event-xml.ts";
import { afterTry, type Route, routeOf, type Way } from "../domain/outgoing/route.ts";
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

/** One try of one delivery; null where there was nothing to push, or no address takes it now. At least once: a worker that dies after the answer tries again. */
export async function pushEvent(
  claim: ClaimedDelivery,
  ports: PushPorts,
): Promise<DeliveryEnd | null> {
  const load = await ports.deliveries.load(claim);
  if (load.kind !== "push") return null;
  const route = await findRoute(claim, load, ports);
  if (route.to === "wait") {
    await ports.deliveries.wait(claim, route.seconds, route.who);
    return null;
  }
  const end =
    route.to === "nowhere"
      ? waitedTooLong(load, ports.clock)
      : await attempt(load, route.to, ports);
  await ports.deliveries.settle(claim, end);
  return end;
}

async function findRoute(
  claim: ClaimedDelivery,
  load: ToPush,
  { deliveries, clock }: PushPorts,
): Promise<Route> {
  const passage = passageAt(load.breaker, clock.now());
  const route = routeOf(passage, load);
  if (route.to !== "probe" || passage.pass !== "probe") return route;
  const isOurs = await deliveries.beginProbe(claim, passage);
  return isOurs ? route : routeOf({ pass: "none", seconds: PROBE_SECONDS }, load);
}

async function attempt(
  load: ToPush,
  way: Way,
  { eventSender, clock }: PushPorts,
): Promise<DeliveryEnd> {
  const { event, target, had } = load;
  const text = target.kind === "sms" ? eventText(event, target.language) : null;
  const body = eventBody(event, text);
  if (body === null) return refused(load, clock);
  const validated: readonly DeliveryStep[] =
    had.first + had.second === 0 ? [{ step: "validated", at: clock.now() }] : [];
  const attempted: DeliveryStep = { step: "attempted", at: clock.now(), ...wayOf(way) };
  const message = { id: event.id, body: written(target, body) };
  const outcome = await eventSender.send(targetAt(target, way), message);
  const end = endOf(outcome, way, load);
  const tried = { way, at: clock.now(), outcome: showed(outcome) };
  const steps = [...validated, attempted, ...lastSteps(outcome, end.state, clock)];
  return { ...end, tried, steps };
}

function wayOf(way: Way): Pick<DeliveryStep, "way"> {
  return way === "first" ? {} : { way };
}

function targetAt(target: PushTarget, way: Way): PushTarget {
  return way === "second" ? { ...target, url: target.secondUrl ?? target.url } : target;
}

function written({ format }: PushTarget, body: EventBody): string {
  switch (format) {
    case "json":
      return JSON.stringify(body);
    case "xml":
      return eventXml(body);
  }
}

function showed(outcome: PushOutcome): "arrived" | "may_pass" | "final" {
  if (outcome.outcome === "delivered") return "arrived";
  return outcome.isFinal ? "final" : "may_pass";
}

function endOf(outcome: PushOutcome, way: Way, load: ToPush): Omit<DeliveryEnd, "steps" | "tried"> {
  const { status } = outcome;
  if (outcome.outcome === "delivered") {
    const had = way === "second" ? load.had : { ...load.had, first: load.had.first + 1 };
    return { state: "delivered", retrySeconds: 0, status, detail: null, had };
  }
  const { detail, isFinal } = outcome;
  const { had, seconds } = afterTry(way, isFinal ? "final" : "may_pass", load);
  return seconds === null
    ? { state: "failed", retrySeconds: 0, status, detail, had }
    : { state: "later", retrySeconds: seconds, status, detail, had };
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

function refused({ had }: ToPush, clock: Clock): DeliveryEnd {
  const step: DeliveryStep = { step: "refused", at: clock.now(), detail: NO_EVENT };
  return { ...UNTRIED, detail: NO_EVENT, steps: [step], had, tried: null };
}

const TOO_LONG = "The address took nothing for a whole day.";

function waitedTooLong({ had }: ToPush, clock: Clock): DeliveryEnd {
  const at = clock.now();
  const step: DeliveryStep = { step: "given_up", at, detail: TOO_LONG };
  const tried = { way: "first", at, outcome: "waited" } as const;
  return { ...UNTRIED, detail: TOO_LONG, steps: [step], had, tried };
}

const UNTRIED = { state: "failed", retrySeconds: 0, status: null } as const;
