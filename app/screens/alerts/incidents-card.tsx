import { Badge, BlockStack, Button, Divider, Icon, InlineStack, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import { placeOf, zoneOf } from "../../domain/alerting/condition.ts";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useConditionWords } from "./condition-words.ts";
import type { IncidentView } from "./view.ts";

export interface IncidentsCardProps {
  readonly incidents: readonly IncidentView[];
  /** The incident that is being taken now. */
  readonly acknowledging: string | null;
  readonly onAcknowledge: (incidentId: string) => void;
}

/** What needs a person now; each closes by itself when its evidence is gone. */
export function IncidentsCard(props: IncidentsCardProps) {
  const { t } = useTranslation();
  const { incidents } = props;
  if (incidents.length === 0) {
    return (
      <TitledCard title={t("alerts.open.title")}>
        <InlineStack gap="200" wrap={false} blockAlign="start">
          <span>
            <Icon source={CheckCircleIcon} tone="success" />
          </span>
          <Text as="p">{t("alerts.open.none")}</Text>
        </InlineStack>
      </TitledCard>
    );
  }
  return (
    <TitledCard title={t("alerts.open.title")} help={t("alerts.open.help")}>
      <BlockStack gap="400">
        {incidents.map((incident, index) => (
          <Fragment key={incident.id}>
            {index === 0 ? null : <Divider />}
            <Incident {...props} incident={incident} />
          </Fragment>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

function Incident({
  incident,
  acknowledging,
  onAcknowledge,
}: IncidentsCardProps & { readonly incident: IncidentView }) {
  const { t } = useTranslation();
  const who = useActorWords();
  const { condition, acknowledged, openedAt } = incident;
  const { title, facts } = useConditionWords()(condition);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <Badge tone={acknowledged === null ? "critical" : "attention"}>
            {acknowledged === null ? t("alerts.open.new") : t("alerts.open.taken")}
          </Badge>
        </InlineStack>
        <Text as="span" tone="subdued">
          <Ago at={openedAt} />
        </Text>
      </InlineStack>
      <BlockStack gap="050">
        <Text as="p">{t(`alerts.zone.${zoneOf(condition)}`)}</Text>
        {facts.map((fact) => (
          <Text as="p" tone="subdued" key={fact}>
            {fact}
          </Text>
        ))}
        <Text as="p">{t(`alerts.action.${condition.kind}`)}</Text>
        {acknowledged === null ? null : (
          <Text as="p" tone="subdued">
            {t("alerts.open.takenBy", { who: who(acknowledged.by) })} <Ago at={acknowledged.at} />
          </Text>
        )}
      </BlockStack>
      <InlineStack gap="200">
        <Button url={placeOf(condition)} accessibilityLabel={`${t("alerts.open.look")}: ${title}`}>
          {t("alerts.open.look")}
        </Button>
        {acknowledged === null ? (
          <Button
            variant="tertiary"
            loading={acknowledging === incident.id}
            accessibilityLabel={`${t("alerts.open.take")}: ${title}`}
            onClick={() => {
              onAcknowledge(incident.id);
            }}
          >
            {t("alerts.open.take")}
          </Button>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}
