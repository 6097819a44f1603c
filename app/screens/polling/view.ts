import type { Instant } from "../../domain/instant.ts";
import type { PollInput } from "../../domain/polling/definition/poller-schema.ts";
import type { PollerForm } from "../../domain/polling/poller-form.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { TlsRule } from "../../domain/source/tls-rule.ts";

/** `none`: nothing was set up yet; `paused`: stopped by refused credentials, or because it ended workers. */
export type PollingState = "none" | "on" | "off" | "paused";

/** How a source is polled, and what came of it. */
export interface PollingView {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly state: PollingState;
  readonly problem: PollProblem | null;
  readonly nextPollAt: Instant | null;
  readonly isPolling: boolean;
  /** The source asked to wait in the middle of a poll, which goes on at `nextPollAt`. */
  readonly isHeldUp: boolean;
  /** Null where the source never told its time. */
  readonly clockAheadSeconds: number | null;
  /** Empty where none was entered. */
  readonly baseUrl: string;
  readonly inputs: readonly PollingInput[];
  /** Whose certificate the source's server must show; null where no access was entered. */
  readonly check: TlsRule["check"] | null;
  /** The fields of the form; null where the definition says more than the form can. */
  readonly form: PollerForm | null;
  /** The definition in force as JSON text; null where none was saved. */
  readonly definition: string | null;
  /** The name of the system whose ready definition may be taken; null where there is none. */
  readonly preset: PresetPoller | null;
  /** Newest first. */
  readonly polls: readonly PollLine[];
}

export interface PollingInput extends Pick<PollInput, "name" | "label" | "help" | "isSecret"> {
  readonly isEntered: boolean;
}

export interface PresetPoller {
  readonly name: string;
  readonly baseUrl: string;
  readonly inputs: readonly PollingInput[];
  /** Whether polling goes by it now. */
  readonly isUsed: boolean;
}

export interface PollLine {
  readonly id: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Null where the clock did. */
  readonly startedBy: string | null;
  readonly requests: number;
  readonly read: number;
  /** Changes first learnt by this poll: they advanced an order. */
  readonly healed: number;
  /** New to the poll, and told by a webhook before. */
  readonly known: number;
  /** Of the healed ones those that a webhook told afterwards. */
  readonly late: number;
  readonly problem: PollProblem | null;
}
