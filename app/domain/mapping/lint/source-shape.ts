import type { Instant } from "../../instant.ts";
import type { Kind } from "./profile.ts";

/** A place of the usual shape. */
export interface UsualPlace {
  readonly kinds: readonly Kind[];
  /** Messages of the usual shape that had it. */
  readonly seen: number;
  /** What is below it is not known yet, and is learnt when it comes. */
  readonly isOpen?: true;
  /** The messages in a row that lack it now. */
  readonly missing?: Missing;
}

interface Missing {
  readonly messages: number;
  readonly since: Instant;
}

/** One lasting difference between a source's messages and how they used to be. */
export interface NotedDrift {
  readonly kind: "added" | "removed" | "type_changed" | "casing" | "renamed";
  readonly at: string;
  /** Where it is now; null where it is nowhere else. */
  readonly to: string | null;
  readonly before: readonly Kind[];
  readonly now: readonly Kind[];
  readonly since: Instant;
  readonly lastAt: Instant;
  /** Of the messages that were looked at, those that differ so. */
  readonly messages: number;
  /** Messages that had been looked at when it was noted first. */
  readonly lookedBefore: number;
  /** The newest message that differs so. */
  readonly messageId: string;
}

/** How a source's messages look, and how they have changed. Holds no value of a message. */
export interface SourceShape {
  /** Messages that the usual shape was learnt from. */
  readonly learnt: number;
  /** Messages that were compared with it since. */
  readonly looked: number;
  readonly places: Readonly<Record<string, UsualPlace>>;
  readonly drifts: readonly NotedDrift[];
}

export const NO_SHAPE: SourceShape = { learnt: 0, looked: 0, places: {}, drifts: [] };

/** Messages that make the usual shape. */
export const MESSAGES_LEARNT = 20;

/** What tells drifts apart. */
export function keyOf({ kind, at }: Pick<NotedDrift, "kind" | "at">): string {
  return `${kind} ${at}`;
}
