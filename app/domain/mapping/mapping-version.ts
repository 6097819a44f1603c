import type { Milestone } from "../milestone.ts";
import type { Mapping } from "./mapping.ts";

/** Source status (normalised) to milestone; `ignore` records the message and changes nothing. */
export type StatusMap = Readonly<Record<string, Milestone | "ignore">>;

/** One immutable saved mapping of a source: fields and statuses. */
export interface MappingVersion {
  readonly id: string;
  readonly sourceId: string;
  /** From 1; a draft that was given up may leave a gap. */
  readonly version: number;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}
