import {
  type AlertRules,
  MAX_ALERT_COUNT,
  MAX_ALERT_HOURS,
  MAX_TIMEOUT_SECONDS,
} from "../../domain/alerting/alert-rules.ts";
import type { AlertLanguage } from "../../domain/alerting/alert-words.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import type { AlertsView } from "./view.ts";

/** A rule while it is edited: its limit is text. */
export interface RuleDraft {
  readonly isOn: boolean;
  readonly limit: string;
}

export type RulesDraft = Readonly<Record<keyof AlertRules, RuleDraft>> & {
  readonly language: AlertLanguage;
};

type Setting = AlertsView["setting"];

export function draftOf({ rules, language }: Setting): RulesDraft {
  const { source_silent: silent, signature_refused: refused, orders_waiting: waiting } = rules;
  const { messages_quarantined: quarantined } = rules;
  return {
    source_silent: {
      isOn: silent.isOn,
      limit: silent.after === "usual" ? "" : String(silent.after),
    },
    signature_refused: { isOn: refused.isOn, limit: String(refused.inARow) },
    messages_quarantined: { isOn: quarantined.isOn, limit: String(quarantined.moreThan) },
    messages_dead: { isOn: rules.messages_dead.isOn, limit: "" },
    orders_waiting: { isOn: waiting.isOn, limit: String(waiting.hours) },
    polling_stalled: { isOn: rules.polling_stalled.isOn, limit: "" },
    queue_failing: { isOn: rules.queue_failing.isOn, limit: "" },
    discrepancies_open: { isOn: rules.discrepancies_open.isOn, limit: "" },
    answers_slow: {
      isOn: rules.answers_slow.isOn,
      limit: String(rules.answers_slow.timeoutSeconds),
    },
    subscriber_unreachable: {
      isOn: rules.subscriber_unreachable.isOn,
      limit: String(rules.subscriber_unreachable.inARow),
    },
    language,
  };
}

/** The setting that a draft without errors says. No hours of silence are what is usual for the source. */
export function rulesFrom(draft: RulesDraft): Setting {
  const { source_silent: silent } = draft;
  return {
    rules: {
      source_silent: {
        isOn: silent.isOn,
        after: silent.limit.trim() === "" ? "usual" : Number(silent.limit),
      },
      signature_refused: {
        isOn: draft.signature_refused.isOn,
        inARow: Number(draft.signature_refused.limit),
      },
      messages_quarantined: {
        isOn: draft.messages_quarantined.isOn,
        moreThan: Number(draft.messages_quarantined.limit),
      },
      messages_dead: { isOn: draft.messages_dead.isOn },
      orders_waiting: {
        isOn: draft.orders_waiting.isOn,
        hours: Number(draft.orders_waiting.limit),
      },
      polling_stalled: { isOn: draft.polling_stalled.isOn },
      queue_failing: { isOn: draft.queue_failing.isOn },
      discrepancies_open: { isOn: draft.discrepancies_open.isOn },
      answers_slow: {
        isOn: draft.answers_slow.isOn,
        timeoutSeconds: Number(draft.answers_slow.limit),
      },
      subscriber_unreachable: {
        isOn: draft.subscriber_unreachable.isOn,
        inARow: Number(draft.subscriber_unreachable.limit),
      },
    },
    language: draft.language,
  };
}

export type RuleErrors = Partial<Readonly<Record<keyof AlertRules, FieldError>>>;

export function ruleErrors(draft: RulesDraft): RuleErrors {
  const { source_silent: silent, orders_waiting: waiting } = draft;
  return {
    ...(silent.limit.trim() === "" || isWhole(silent.limit, 1, MAX_ALERT_HOURS)
      ? {}
      : { source_silent: "alert_hours_invalid" as const }),
    ...(isWhole(draft.signature_refused.limit, 1, 20)
      ? {}
      : { signature_refused: "count_invalid" as const }),
    ...(isWhole(draft.messages_quarantined.limit, 0, MAX_ALERT_COUNT)
      ? {}
      : { messages_quarantined: "count_invalid" as const }),
    ...(isWhole(waiting.limit, 1, MAX_ALERT_HOURS)
      ? {}
      : { orders_waiting: "alert_hours_invalid" as const }),
    ...(isWhole(draft.answers_slow.limit, 1, MAX_TIMEOUT_SECONDS)
      ? {}
      : { answers_slow: "count_invalid" as const }),
    ...(isWhole(draft.subscriber_unreachable.limit, 1, MAX_ALERT_COUNT)
      ? {}
      : { subscriber_unreachable: "count_invalid" as const }),
  };
}

function isWhole(text: string, least: number, most: number): boolean {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return false;
  return Number(text) >= least && Number(text) <= most;
}
