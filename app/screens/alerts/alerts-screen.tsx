import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FieldError } from "../../domain/source/source-form.ts";
import { FlowEventsCard, type TellAgain } from "../flow/flow-events-card.tsx";
import { ChannelsCard, type ChannelsCardProps } from "./channels-card.tsx";
import { IncidentsCard } from "./incidents-card.tsx";
import { OverCard } from "./over-card.tsx";
import { RulesCard, type RulesCardProps } from "./rules-card.tsx";
import type { AlertsView } from "./view.ts";

export interface AlertsScreenProps {
  readonly alerts: AlertsView;
  /** Why the last form was refused; null where it was not. */
  readonly error: FieldError | null;
  readonly acknowledging: string | null;
  readonly onAcknowledge: (incidentId: string) => void;
  readonly telling: TellAgain;
  readonly rules: Omit<RulesCardProps, "setting">;
  readonly channels: Omit<ChannelsCardProps, "channels" | "canAdd">;
}

/** What needs a person now, when somebody is told, and whom. */
export function AlertsScreen(props: AlertsScreenProps) {
  const { t } = useTranslation();
  const { alerts, error } = props;
  return (
    <Page title={t("alerts.title")} subtitle={t("alerts.subtitle")}>
      <BlockStack gap="400">
        {error === null ? null : (
          <Banner tone="critical" title={t(`sources.error.${error}`, { most: 0 })} />
        )}
        <IncidentsCard
          incidents={alerts.open}
          acknowledging={props.acknowledging}
          onAcknowledge={props.onAcknowledge}
        />
        <ChannelsCard
          {...props.channels}
          channels={alerts.channels}
          canAdd={alerts.canAddChannel}
        />
        <RulesCard key={JSON.stringify(alerts.setting)} {...props.rules} setting={alerts.setting} />
        <OverCard incidents={alerts.over} />
        <FlowEventsCard events={alerts.flow} {...props.telling} />
      </BlockStack>
    </Page>
  );
}
