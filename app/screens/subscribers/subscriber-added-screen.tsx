import { BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CopyField } from "../parts/copy-field.tsx";
import { TitledCard } from "../parts/titled-card.tsx";

export interface SubscriberAddedScreenProps {
  readonly made: {
    readonly subscriberId: string;
    readonly name: string;
    readonly secret: string;
    readonly key: string;
  };
}

/** What the subscriber has to be given, shown now and never again. */
export function SubscriberAddedScreen({ made }: SubscriberAddedScreenProps) {
  const { t } = useTranslation();
  const title = t("subscribers.added.title", { name: made.name });
  return (
    <Page
      title={title}
      backAction={{ content: t("subscribers.title"), url: "/settings/subscribers" }}
      primaryAction={{
        content: t("subscribers.added.go"),
        url: `/settings/subscribers/${made.subscriberId}`,
      }}
      narrowWidth
    >
      <TitledCard title={t("subscribers.added.card")} help={t("subscribers.added.help")}>
        <BlockStack gap="400">
          <FreshSecret value={made.secret} />
          <FreshKey value={made.key} />
        </BlockStack>
      </TitledCard>
    </Page>
  );
}

export function FreshSecret({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return (
    <CopyField
      label={t("subscribers.added.secret")}
      value={value}
      help={t("subscribers.added.secretHelp")}
    />
  );
}

const EVENTS_PATH = "/api/v1/events";

export function FreshKey({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  const help = t("subscribers.added.keyHelp", { path: EVENTS_PATH });
  return <CopyField label={t("subscribers.added.key")} value={value} help={help} />;
}
