import type { DeduplicationRule } from "../../signature/deduplication.ts";
import type { ResponseContract } from "../../signature/response-contract.ts";
import type { SignatureScheme } from "../../signature/scheme.ts";
import type { PollerDefinition } from "../../polling/definition/poller-schema.ts";
import type { AccessProposal } from "../../source/access-proposal.ts";
import type { Mapping } from "../mapping.ts";
import type { StatusMap } from "../mapping-version.ts";

/** All that is needed to connect one kind of system; a start that the merchant then edits. */
export interface Preset {
  /** Kebab-case; never changes once published. */
  readonly id: string;
  /** As the system calls itself. */
  readonly name: string;
  /** How it tells us about orders. */
  readonly via: "webhook" | "thin_webhook" | "queue" | "poll";
  readonly scheme: SignatureScheme;
  readonly deduplication: DeduplicationRule;
  readonly response: ResponseContract;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
  /** How it is polled, where that is known. */
  readonly poller?: PollerDefinition;
  /** How its API is asked, for what webhooks only point to. */
  readonly access?: AccessProposal;
  /** A payload of our own making in the system's shape, for the preview before the first delivery. */
  readonly sample: PresetSample;
  /** Where to click in that system; one step an entry. */
  readonly help: readonly string[];
}

export interface PresetSample {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: string;
}
