import type { Zone } from "../zone.ts";
import type { OrderEvidence } from "./evidence.ts";
import { changesOf } from "./subject.ts";

/** The three questions of a handoff: sent, received, accepted; null where no record says. */
export interface HandoffTicks {
  readonly sent: boolean | null;
  readonly received: boolean;
  readonly accepted: boolean | null;
}

/** Of the last change of the order. */
export function ticksOf(evidence: OrderEvidence): HandoffTicks {
  const [change] = changesOf(evidence);
  const last = [...evidence.messages].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))[0];
  const pushed = change === undefined ? undefined : change.pushed;
  const wasLogged = evidence.log.some(({ kind }) => kind === "sent");
  const received = pushed !== undefined && pushed !== null ? true : isWebhook(last?.via);
  const isStuck = last !== undefined && ["quarantined", "dead", "waiting"].includes(last.state);
  return {
    sent: wasLogged || received ? true : null,
    received,
    accepted: last === undefined ? null : !isStuck,
  };
}

function isWebhook(via: string | undefined): boolean {
  return via === "webhook" || via === "fetch" || via === "queue";
}

/**
 * Whether it did not arrive, or arrived and was not applied: each has a fix of
 * its own. What broke in handling did arrive, if only by polling.
 */
export function failureKind(
  { received, accepted }: HandoffTicks,
  zone: Zone,
): "delivery" | "interpretation" | null {
  if (!received && zone !== "handling") return "delivery";
  return accepted === false ? "interpretation" : null;
}
