import { epochOf, type Instant } from "../../domain/instant.ts";
import type { MessageState } from "../../domain/message-state.ts";
import type { MessageDetail } from "./view.ts";

export type PathStepName =
  | "received"
  | "verified"
  | "recorded"
  | "interpreted"
  | "folded"
  | "planned"
  | "applied"
  | "confirmed"
  | "receipt";

/**
 * `done` happened; `open` is under way; `stopped` is where the message stands
 * still; `skipped` was not needed; `ahead` was not reached.
 */
export type PathStepState = "done" | "open" | "stopped" | "skipped" | "ahead";

export interface PathStep {
  readonly name: PathStepName;
  readonly state: PathStepState;
  /** When it happened; null where it did not, or where nobody wrote it down. */
  readonly at: Instant | null;
  /** Since the step before that has a time; null where it has none, or is the first. */
  readonly tookMilliseconds: number | null;
}

/** The way of one message, from its arrival to what Shopify shows and what its source was told. */
export function pathSteps(message: MessageDetail): readonly PathStep[] {
  let before: Instant | null = null;
  return steps(message).map((step) => {
    const took = before === null || step.at === null ? null : epochOf(step.at) - epochOf(before);
    before = step.at ?? before;
    return { ...step, tookMilliseconds: took === null ? null : Math.max(0, took) };
  });
}

type BareStep = Omit<PathStep, "tookMilliseconds">;

function steps(message: MessageDetail): readonly BareStep[] {
  const { receivedAt, interpretedAt } = message;
  const arrival = (["received", "verified", "recorded"] as const).map((name) => ({
    name,
    state: "done" as const,
    at: receivedAt,
  }));
  return [
    ...arrival,
    { name: "interpreted", state: interpretedState(message), at: interpretedAt },
    {
      name: "folded",
      state: foldedState(message),
      at: foldedState(message) === "done" ? interpretedAt : null,
    },
    ...afterFold(message),
    { name: "receipt", state: "skipped", at: null },
  ];
}

function interpretedState(message: MessageDetail): PathStepState {
  if (message.interpretedAt === null) return "open";
  return message.parts.length === 0 && isStuck(message.state) ? "stopped" : "done";
}

function foldedState(message: MessageDetail): PathStepState {
  if (message.parts.length > 0) return "done";
  return message.interpretedAt === null || isStuck(message.state) ? "ahead" : "skipped";
}

function afterFold(message: MessageDetail): readonly BareStep[] {
  const steps = message.parts.flatMap((part) => part.steps);
  const plannedAt = earliest(steps.map(({ createdAt }) => createdAt));
  const sentAt = earliest(steps.flatMap((step) => (step.sentAt === null ? [] : [step.sentAt])));
  const state = lastStates(message, { plannedAt, sentAt });
  return [
    { name: "planned", state: state.planned, at: plannedAt },
    { name: "applied", state: state.applied, at: sentAt },
    {
      name: "confirmed",
      state: state.confirmed,
      at: state.confirmed === "done" ? message.updatedAt : null,
    },
  ];
}

interface Times {
  readonly plannedAt: Instant | null;
  readonly sentAt: Instant | null;
}

function lastStates(
  { state, parts }: MessageDetail,
  { plannedAt, sentAt }: Times,
): Record<"planned" | "applied" | "confirmed", PathStepState> {
  const planned = plannedAt === null ? null : "done";
  const applied = sentAt === null ? null : "done";
  switch (state) {
    case "applied":
      return { planned: planned ?? "skipped", applied: applied ?? "skipped", confirmed: "done" };
    case "unchanged":
    case "superseded":
    case "duplicate":
      return { planned: "skipped", applied: "skipped", confirmed: "skipped" };
    case "planned":
      return {
        planned: planned ?? "open",
        applied: applied ?? openAfter(planned),
        confirmed: openAfter(applied),
      };
    case "waiting":
    case "quarantined":
    case "dead":
      if (parts.length === 0) return { planned: "ahead", applied: "ahead", confirmed: "ahead" };
      return { planned: planned ?? "stopped", applied: stoppedAfter(planned), confirmed: "ahead" };
    case "recorded":
      return { planned: "ahead", applied: "ahead", confirmed: "ahead" };
  }
}

function openAfter(previous: PathStepState | null): PathStepState {
  return previous === "done" ? "open" : "ahead";
}

function stoppedAfter(previous: PathStepState | null): PathStepState {
  return previous === "done" ? "stopped" : "ahead";
}

function isStuck(state: MessageState): boolean {
  return state === "quarantined" || state === "dead" || state === "waiting";
}

function earliest(instants: readonly Instant[]): Instant | null {
  return [...instants].sort()[0] ?? null;
}
