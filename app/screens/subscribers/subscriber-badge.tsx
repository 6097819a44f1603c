import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { DeliveryState } from "../../domain/outgoing/event-type.ts";
import type { SubscriberSummary } from "./view.ts";

/** Whether it is told what happens. */
export function SubscriberBadge({ state, detour }: Pick<SubscriberSummary, "state" | "detour">) {
  const { t } = useTranslation();
  if (state === "active" && detour !== null) {
    return <Badge tone="warning">{t(`subscribers.detour.${detour.to}.badge`)}</Badge>;
  }
  return (
    <Badge tone={state === "active" ? "success" : "attention"}>
      {t(`subscribers.state.${state}`)}
    </Badge>
  );
}

type Look = Pick<BadgeProps, "tone" | "progress">;

const LOOKS: Readonly<Record<DeliveryState, Look>> = {
  kept: { progress: "complete" },
  pending: { tone: "info", progress: "incomplete" },
  delivered: { tone: "success", progress: "complete" },
  failed: { tone: "critical", progress: "incomplete" },
};

/** Whether an event came to its subscriber. */
export function DeliveryBadge({ state }: { readonly state: DeliveryState }) {
  const { t } = useTranslation();
  return <Badge {...LOOKS[state]}>{t(`subscribers.deliveryState.${state}`)}</Badge>;
}
