import type { Look } from "../../domain/mapping/lint/look-at.ts";
import type { MessageVia } from "../../domain/message-state.ts";

/** Whose messages look alike: what a source pushes differs from what is polled of it. */
export interface ShapePlace {
  readonly shopId: string;
  readonly sourceId: string;
  readonly via: MessageVia;
}

/** How each source's messages look. */
export interface Shapes {
  /** Learns from one more message, or compares it with what was learnt. */
  note(place: ShapePlace, look: Look): Promise<void>;
}
