import { z } from "zod";

/** The kinds of conditions that need a person. */
export const CONDITION_KINDS = [
  "source_silent",
  "signature_refused",
  "messages_quarantined",
  "messages_dead",
  "orders_waiting",
  "polling_stalled",
  "queue_failing",
  "discrepancies_open",
  "answers_slow",
  "subscriber_unreachable",
] as const;

export type ConditionKind = (typeof CONDITION_KINDS)[number];

export const MAX_ALERT_HOURS = 720;
export const MAX_ALERT_COUNT = 10_000;
export const MAX_TIMEOUT_SECONDS = 120;

const hours = z
  .number("alert_hours_invalid")
  .int("alert_hours_invalid")
  .min(1, "alert_hours_invalid");
const count = z.number("count_invalid").int("count_invalid").max(MAX_ALERT_COUNT, "count_invalid");
const alertHours = hours.max(MAX_ALERT_HOURS, "alert_hours_invalid");

/** When a shop wants to be told. */
export const alertRulesSchema = z.strictObject({
  source_silent: z.strictObject({
    isOn: z.boolean(),
    /** `usual`: longer than the source's own habit of the last week allows. */
    after: z.union([z.literal("usual"), alertHours], "alert_hours_invalid"),
  }),
  signature_refused: z.strictObject({
    isOn: z.boolean(),
    /** Refused deliveries since the last accepted one; at most 20 are kept. */
    inARow: count.min(1, "count_invalid").max(20, "count_invalid"),
  }),
  messages_quarantined: z.strictObject({
    isOn: z.boolean(),
    moreThan: count.min(0, "count_invalid"),
  }),
  messages_dead: z.strictObject({ isOn: z.boolean() }),
  orders_waiting: z.strictObject({ isOn: z.boolean(), hours: alertHours }),
  /** Rules that were saved before there was this one stay in force. */
  polling_stalled: z.strictObject({ isOn: z.boolean() }).default({ isOn: true }),
  queue_failing: z.strictObject({ isOn: z.boolean() }).default({ isOn: true }),
  discrepancies_open: z.strictObject({ isOn: z.boolean() }).default({ isOn: true }),
  answers_slow: z
    .strictObject({
      isOn: z.boolean(),
      /** How long the sources wait for an answer. */
      timeoutSeconds: count.min(1, "count_invalid").max(MAX_TIMEOUT_SECONDS, "count_invalid"),
    })
    .default({ isOn: true, timeoutSeconds: 10 }),
  subscriber_unreachable: z
    .strictObject({
      isOn: z.boolean(),
      /** Events that were given up since the last one that arrived. */
      inARow: count.min(1, "count_invalid"),
    })
    .default({ isOn: true, inARow: 3 }),
});

export type AlertRules = z.output<typeof alertRulesSchema>;

export const DEFAULT_ALERT_RULES: AlertRules = {
  source_silent: { isOn: true, after: "usual" },
  signature_refused: { isOn: true, inARow: 5 },
  messages_quarantined: { isOn: true, moreThan: 10 },
  messages_dead: { isOn: true },
  orders_waiting: { isOn: true, hours: 4 },
  polling_stalled: { isOn: true },
  queue_failing: { isOn: true },
  discrepancies_open: { isOn: true },
  answers_slow: { isOn: true, timeoutSeconds: 10 },
  subscriber_unreachable: { isOn: true, inARow: 3 },
};
