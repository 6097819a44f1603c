import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../domain/alerting/condition.ts";
import type { Instant } from "../../domain/instant.ts";
import { formatTime } from "../i18n/format-time.ts";
import { useReasonTitle } from "../parts/reason.ts";
import { useShop } from "../shell/shop-context.tsx";

export interface ConditionWords {
  readonly title: string;
  readonly facts: readonly string[];
}

/** A condition in words. */
export function useConditionWords(): (condition: Condition) => ConditionWords {
  const { t } = useTranslation();
  const shop = useShop();
  const reason = useReasonTitle();
  const orders = (names: readonly string[]) =>
    names.length === 0 ? [] : [t("alerts.fact.orders", { names: names.join(", ") })];
  return (condition) => {
    switch (condition.kind) {
      case "source_silent": {
        const { sourceName: source, since, expectedHours: count } = condition;
        const when = formatTime(since, shop);
        return {
          title: t("alerts.condition.source_silent", { source }),
          facts: [t("alerts.fact.silent", { when, count })],
        };
      }
      case "signature_refused": {
        const { sourceName: source, count } = condition;
        return { title: t("alerts.condition.signature_refused", { source, count }), facts: [] };
      }
      case "messages_quarantined":
      case "messages_dead": {
        const { kind, count, code } = condition;
        return {
          title: t(`alerts.condition.${kind}`, { count }),
          facts: [t("alerts.fact.cause", { cause: reason(code) }), ...orders(condition.orders)],
        };
      }
      case "orders_waiting": {
        const { count, code, since } = condition;
        const when = formatTime(since, shop);
        return {
          title: t("alerts.condition.orders_waiting", { count }),
          facts: [
            t("alerts.fact.cause", { cause: reason(code) }),
            t("alerts.fact.waiting", { when }),
            ...orders(condition.orders),
          ],
        };
      }
      case "polling_stalled": {
        const { since } = condition;
        return stalledWords(t, condition, since === null ? null : formatTime(since, shop));
      }
      case "queue_failing":
        return queueWords(t, condition, formatTime(condition.since, shop));
      case "discrepancies_open": {
        const facts = brokenFacts(t, condition, formatTime(condition.since, shop));
        return {
          title: t("alerts.condition.discrepancies_open", { count: condition.count }),
          facts: [...facts, ...orders(condition.orders)],
        };
      }
      case "answers_slow":
        return slowWords(t, condition);
      case "subscriber_unreachable":
        return unreachableWords(t, condition, (at) => formatTime(at, shop));
    }
  };
}

type Of<Kind extends Condition["kind"]> = Extract<Condition, { readonly kind: Kind }>;

/** `polled`: when the last poll that succeeded ended. */
function stalledWords(
  t: TFunction,
  { sourceName: source, state, waiting: count }: Of<"polling_stalled">,
  polled: string | null,
): ConditionWords {
  return {
    title: t("alerts.condition.polling_stalled", { source }),
    facts: [
      t(`alerts.fact.stalled.${state}`),
      ...(polled === null ? [] : [t("alerts.fact.polled", { when: polled })]),
      ...(count === 0 ? [] : [t("alerts.fact.waitingOrders", { count })]),
    ],
  };
}

function queueWords(
  t: TFunction,
  { sourceName: source, code }: Of<"queue_failing">,
  when: string,
): ConditionWords {
  return {
    title: t("alerts.condition.queue_failing", { source }),
    facts: [t(`queue.problem.${code}`), t("alerts.fact.failing", { when })],
  };
}

function brokenFacts(
  t: TFunction,
  { code, owner }: Of<"discrepancies_open">,
  when: string,
): readonly string[] {
  return [
    t("alerts.fact.cause", { cause: t(`verdicts.verdict.${code}.title`) }),
    t("alerts.fact.waiting", { when }),
    t("alerts.fact.owner", { owner: t(`diagnosis.owner.${owner}`) }),
  ];
}

function slowWords(
  t: TFunction,
  { sourceName: source, seconds, timeoutSeconds: timeout }: Of<"answers_slow">,
): ConditionWords {
  return {
    title: t("alerts.condition.answers_slow", { source }),
    facts: [t("alerts.fact.slow", { seconds: seconds.toFixed(1), timeout })],
  };
}

function unreachableWords(
  t: TFunction,
  {
    subscriberName: subscriber,
    givenUp,
    givenUpSince,
    lateSince,
    status,
  }: Of<"subscriber_unreachable">,
  time: (at: Instant) => string,
): ConditionWords {
  return {
    title: t("alerts.condition.subscriber_unreachable", { subscriber }),
    facts: [
      ...(givenUpSince === null
        ? []
        : [t("alerts.fact.givenUp", { count: givenUp, when: time(givenUpSince) })]),
      ...(lateSince === null ? [] : [t("alerts.fact.onItsWay", { when: time(lateSince) })]),
      ...(status === null ? [] : [t("alerts.fact.lastAnswer", { status })]),
    ],
  };
}
