import type { OrderUpdate } from "../order-record/order-update.ts";
import type { Mapping } from "./mapping.ts";
import type { StatusMap } from "./mapping-version.ts";

/** A received message, as the mapping sees it. */
export interface Payload {
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The query string without `?`. */
  readonly query: string;
}

/** Why a payload (or a part of it) could not be interpreted; an answer, not an exception. */
export interface MappingProblem {
  /** `json_syntax`, `unmapped_status`, `missing_order` … : stable, for filters and help. */
  readonly code: string;
  /** The field of the mapping that has the problem; null where the whole payload has it. */
  readonly field: string | null;
  /** Where in the payload, as a path; null where it is nowhere. */
  readonly at: string | null;
  /** One sentence for a person: what is wrong and what to do. */
  readonly detail: string;
}

export interface Interpretation {
  readonly updates: readonly OrderUpdate[];
  readonly problems: readonly MappingProblem[];
}

export declare function interpret(
  payload: Payload,
  mapping: Mapping,
  statusMap: StatusMap,
): Interpretation;
