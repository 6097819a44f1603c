import type { Bindings } from "./bindings.ts";
import type { Seen } from "./gather.ts";
import type { Recording } from "./recording.ts";

type Json = Readonly<Record<string, unknown>>;

/** What seeding a shop needs to know of the recording. */
export interface Seeding {
  readonly recording: Recording;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly bindings: Bindings;
  readonly clientId: string;
}

/** Pairs an id of the recording with ours. */
export function bind(bindings: Bindings, recorded: string, ours: string): void {
  const [, , , type = "", number = ""] = recorded.split("/");
  bindings.bind(type, number, ours.split("/").at(-1) ?? "");
}

/** The nodes of a shown connection. */
export function nodes(connection: unknown): Json[] {
  const list = (connection as { nodes?: unknown } | undefined)?.nodes;
  return Array.isArray(list) ? (list as Json[]) : [];
}
