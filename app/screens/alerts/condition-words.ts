import { useTranslation } from "react-i18next";
import type { Condition } from "../../domain/alerting/condition.ts";
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
        const { sourceName: source, state, since, waiting: count } = condition;
        const until =
          since === null ? [] : [t("alerts.fact.polled", { when: formatTime(since, shop) })];
        return {
          title: t("alerts.condition.polling_stalled", { source }),
          facts: [
            t(`alerts.fact.stalled.${state}`),
            ...until,
            ...(count === 0 ? [] : [t("alerts.fact.waitingOrders", { count })]),
          ],
        };
      }
    }
  };
}
