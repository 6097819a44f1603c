import type { Instant } from "../instant.ts";
import { FACT_WORDS } from "./fact-words.ts";
import type { Fact, Owner, VerdictCode } from "./verdict.ts";

export interface VerdictWords {
  /** What broke, in one line. */
  readonly title: string;
  /** What to do, for whoever owns it. */
  readonly action: string;
}

/** What each verdict means and asks for, in the terminal. Screens and tickets say the same in their language. */
export const VERDICT_WORDS: Readonly<Record<VerdictCode, VerdictWords>> = {
  never_triggered: {
    title: "The source never sent this update",
    action:
      "Ask the source's administrator which event or trigger sends this status, turn it on, and check its own event log for this order.",
  },
  late_trigger: {
    title: "The source sent this update long after it happened",
    action:
      "Ask the source's administrator what delays the trigger: a batch job, a queue or a manual step. Polling covers the gap meanwhile.",
  },
  dispatch_disabled: {
    title: "The source does not send webhooks for this status",
    action: "Turn on the webhook for this status in the source's settings.",
  },
  endpoint_drift: {
    title: "The source sends to another address",
    action:
      "Copy the address that Handoff shows for this source into the source's webhook settings, then send a test.",
  },
  schema_mismatch: {
    title: "The source changed how it builds its messages",
    action:
      "Show the source's administrator the message and what changed. Where the new form is meant, map it and replay.",
  },
  sent_not_received: {
    title: "It was sent, and never arrived",
    action:
      "Ask whoever runs the network, the gateway or the firewall for the request at this time. Have the source send it again.",
  },
  received_too_late: {
    title: "It was sent in time, and arrived late",
    action:
      "Ask whoever runs the gateway or the queue between the source and Handoff why requests wait there.",
  },
  retries_exhausted: {
    title: "The source gave up sending",
    action:
      "Have the source send the event again, and raise its number of attempts or the time between them.",
  },
  listener_down: {
    title: "Handoff's endpoint did not take deliveries",
    action:
      "Check that the endpoint is not stopped and that Handoff is healthy, then have the source send again.",
  },
  acknowledgement_lost: {
    title: "It arrived, and the source did not learn so",
    action:
      "Nothing of the order is lost. Ask whoever runs the network why answers break off: the source repeats what arrived.",
  },
  acknowledgement_slow: {
    title: "The source stopped waiting before the answer came, and sent duplicates",
    action:
      "Raise the source's timeout, or look at what slows Handoff's answers. The duplicates changed nothing.",
  },
  gateway_dropped: {
    title: "A gateway took it and did not pass it on",
    action:
      "Show whoever runs the gateway the entry in its log: the request entered and did not leave towards Handoff.",
  },
  signature_refused: {
    title: "Deliveries were refused for their signature",
    action:
      "Copy the endpoint's secret into the source again, or rotate it, then have the source send again.",
  },
  unmapped_status: {
    title: "It arrived with a status that has no meaning yet",
    action: "Give the status a meaning on the source's statuses page; what stopped is replayed.",
  },
  missing_field: {
    title: "It arrived without something that is needed",
    action:
      "Point the mapping to where the value is, or ask the source's administrator to send it, then replay the message.",
  },
  duplicate_ignored: {
    title: "The source gave new content an old event id",
    action:
      "Ask the source's administrator for an id of its own per event, or deduplicate this source by content.",
  },
  transition_refused: {
    title: "It contradicts what the order already is",
    action: "Look at both messages, decide which is true, and correct it in the source.",
  },
  waiting: {
    title: "It waits for something that has not come",
    action:
      "See on the order what it waits for, and have it added where it is missing: most often a tracking number or the order itself.",
  },
  needs_decision: {
    title: "A person has to decide",
    action: "Do what the order's page in Handoff asks for.",
  },
  shopify_refused: {
    title: "Shopify refused the change",
    action: "Fix what Shopify names as the reason, then have Handoff look again.",
  },
  shopify_throttled: {
    title: "Shopify could not be reached, or asked to wait",
    action:
      "Nothing: Handoff tries again by itself. Where it lasts, look at Shopify's status page.",
  },
  given_up: {
    title: "Handoff gave the message up after its last attempt",
    action: "Open the message, fix the cause, and replay it.",
  },
};

export const OWNER_WORDS: Readonly<Record<Owner, string>> = {
  source: "The source's administrator",
  network: "Whoever runs the network or gateway",
  merchant: "The merchant's operations",
  operator: "Whoever runs Handoff",
  nobody: "Nobody: it heals by itself",
};

export const NO_FAULT = "Every update of this order came through in time.";

/** One link of the chain as a sentence, times in the way that is asked for. */
export function factSentence({ code, values, at }: Fact, time: (at: Instant) => string): string {
  const sentence = FACT_WORDS[code](values);
  return at === null ? sentence : `${time(at)}: ${sentence}`;
}
