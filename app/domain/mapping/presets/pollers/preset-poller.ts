import type { PollerDefinition } from "../../../polling/definition/poller-schema.ts";
import type { Mapping } from "../../mapping.ts";

/** How a system is polled, and the fields of what that reads, where they are others than the webhook's. */
export interface PresetPoller {
  readonly poller: PollerDefinition;
  readonly polled?: Mapping["polled"];
}

/** What stands in a definition whose facts nobody could check against the system. */
export const UNCHECKED =
  "Partly written from memory: press Test and compare before you turn polling on.";
