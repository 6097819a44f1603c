import { epochOf, plusSeconds } from "../instant.ts";
import type { AlertRules } from "./alert-rules.ts";
import type { Condition, StalledPolling } from "./condition.ts";
import type {
  AnswerSignal,
  PollingSignal,
  QueueSignal,
  Signals,
  SourceSignal,
  SubscriberSignal,
} from "./signals.ts";

const HOUR_MILLISECONDS = 3_600_000;
/** Fewer busy hours in a week make no habit. */
const HABIT_HOURS = 12;
/** A silence is unusual where it is half as long again as the longest of the week. */
const USUAL_FACTOR = 1.5;
const LEAST_SILENT_HOURS = 1;

/** What needs a person by these rules. The same signals give the same conditions. */
export function evaluate(signals: Signals, rules: AlertRules): readonly Condition[] {
  return [
    ...signals.sources.flatMap((source) => silence(source, signals, rules)),
    ...signals.sources.flatMap((source) => refusals(source, rules)),
    ...quarantine(signals, rules),
    ...(rules.messages_dead.isOn
      ? signals.dead.map((stuck) => ({ kind: "messages_dead" as const, ...stuck }))
      : []),
    ...(rules.orders_waiting.isOn
      ? signals.waiting.map((stuck) => ({ kind: "orders_waiting" as const, ...stuck }))
      : []),
    ...signals.polling.flatMap((source) => stalled(source, signals, rules)),
    ...signals.queues.flatMap((queue) => failingQueue(queue, signals, rules)),
    ...(rules.discrepancies_open.isOn
      ? signals.discrepancies.map((found) => ({ kind: "discrepancies_open" as const, ...found }))
      : []),
    ...signals.answers.flatMap((source) => slowAnswers(source, rules)),
    ...signals.subscribers.flatMap((subscriber) => unreachable(subscriber, signals, rules)),
  ];
}

/** Retries take less than a minute: an event that is on its way for so long does not get through. */
const LATE_SECONDS = 900;

function unreachable(
  { waitingSince, ...subscriber }: SubscriberSignal,
  { now }: Signals,
  { subscriber_unreachable: rule }: AlertRules,
): readonly Condition[] {
  const isLate = waitingSince !== null && plusSeconds(waitingSince, LATE_SECONDS) < now;
  if (!rule.isOn || (subscriber.givenUp < rule.inARow && !isLate)) return [];
  const lateSince = isLate ? waitingSince : null;
  return [{ kind: "subscriber_unreachable", ...subscriber, lateSince }];
}

/** So near to the timeout the source is about to stop waiting, and to send again. */
const SHARE_OF_TIMEOUT = 0.8;

function slowAnswers(
  source: AnswerSignal,
  { answers_slow: { isOn, timeoutSeconds } }: AlertRules,
): readonly Condition[] {
  if (!isOn || source.seconds < SHARE_OF_TIMEOUT * timeoutSeconds) return [];
  return [{ kind: "answers_slow", ...source, timeoutSeconds }];
}

function silence(
  source: SourceSignal,
  { now }: Signals,
  { source_silent: rule }: AlertRules,
): readonly Condition[] {
  const { sourceId, sourceName, lastMessageAt: since } = source;
  const expectedHours = rule.after === "usual" ? usualSilence(source) : rule.after;
  if (!rule.isOn || since === null || expectedHours === null) return [];
  const silentHours = (epochOf(now) - epochOf(since)) / HOUR_MILLISECONDS;
  if (silentHours <= expectedHours) return [];
  return [{ kind: "source_silent", sourceId, sourceName, since, expectedHours }];
}

/** Hours of silence that the source's own habit allows; null where it has none yet. */
export function usualSilence({ busyHours, longestQuietHours }: SourceSignal): number | null {
  if (busyHours < HABIT_HOURS) return null;
  return Math.max(LEAST_SILENT_HOURS, Math.ceil((longestQuietHours + 1) * USUAL_FACTOR));
}

/** What webhooks miss is healed within this many intervals, or it is said that it is not. */
const HEALING_INTERVALS = 2;

function stalled(
  {
    sourceId,
    sourceName,
    intervalSeconds,
    succeededAt,
    aliveAt,
    waiting,
    ...source
  }: PollingSignal,
  { now }: Signals,
  { polling_stalled: rule }: AlertRules,
): readonly Condition[] {
  const isLate =
    aliveAt === null || plusSeconds(aliveAt, HEALING_INTERVALS * intervalSeconds) < now;
  const condition = (state: StalledPolling): readonly Condition[] =>
    rule.isOn
      ? [{ kind: "polling_stalled", sourceId, sourceName, state, since: succeededAt, waiting }]
      : [];
  switch (source.state) {
    case "on":
      return isLate ? condition("failing") : [];
    case "paused":
    case "interrupted":
      return condition(source.state);
    case "off":
      return waiting > 0 ? condition("off") : [];
  }
}

/** Services have short failures of their own, which nobody need be called for. */
const FAILING_QUEUE_SECONDS = 600;

function failingQueue(
  queue: QueueSignal,
  { now }: Signals,
  { queue_failing: rule }: AlertRules,
): readonly Condition[] {
  if (!rule.isOn || plusSeconds(queue.since, FAILING_QUEUE_SECONDS) > now) return [];
  return [{ kind: "queue_failing", ...queue }];
}

function refusals(
  { sourceId, sourceName, refusedInARow: count }: SourceSignal,
  { signature_refused: rule }: AlertRules,
): readonly Condition[] {
  if (!rule.isOn || count < rule.inARow) return [];
  return [{ kind: "signature_refused", sourceId, sourceName, count }];
}

function quarantine(
  { quarantined }: Signals,
  { messages_quarantined: rule }: AlertRules,
): readonly Condition[] {
  const count = quarantined.reduce((sum, stuck) => sum + stuck.count, 0);
  const [commonest] = [...quarantined].sort((a, b) => b.count - a.count);
  if (!rule.isOn || commonest === undefined || count <= rule.moreThan) return [];
  const { code, orders } = commonest;
  return [{ kind: "messages_quarantined", count, code, orders }];
}
