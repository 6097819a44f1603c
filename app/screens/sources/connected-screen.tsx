import { Banner, BlockStack, Button, InlineStack, List, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CopyField } from "../parts/copy-field.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { TestCard, type TestCardProps } from "./test-card.tsx";
import type { NewSecret } from "../../domain/source/new-secret.ts";

export interface ConnectedScreenProps {
  readonly made: NewSecret;
  readonly test: Omit<TestCardProps, "canSign" | "isSigned">;
}

/** The endpoint and its secret, to be copied, and whether something arrives. */
export function ConnectedScreen({ made, test }: ConnectedScreenProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={made.name}
      backAction={{ content: t("sources.title"), url: "/sources" }}
      secondaryActions={[
        { content: t("sources.connected.done"), url: `/sources/${made.sourceId}` },
      ]}
      narrowWidth
    >
      <BlockStack gap="400">
        {made.needsQueue ? <QueueSteps made={made} /> : <EndpointSteps made={made} />}
        {made.needsAccess ? (
          <Banner
            tone="warning"
            title={t("sources.connected.accessTitle")}
            action={{
              content: t("access.card.enter"),
              url: `/sources/${made.sourceId}/access`,
            }}
          >
            {t("sources.connected.accessBody", { name: made.name })}
          </Banner>
        ) : null}
        {made.needsQueue ? null : (
          <TestCard {...test} canSign={made.canSign} isSigned={made.isSigned} />
        )}
      </BlockStack>
    </Page>
  );
}

/** What is copied into the source's system. */
function EndpointSteps({ made }: { readonly made: NewSecret }) {
  const { t } = useTranslation();
  return (
    <TitledCard
      title={t("sources.connected.title", { name: made.name })}
      help={t(made.sharesSecret ? "sources.connected.body" : "sources.connected.bodyUrl")}
    >
      <CopyField label={t("sources.connected.url")} value={made.url} />
      {made.sharesSecret ? (
        <OneTimeSecret secret={made.secret} label={t("sources.connected.secret")} />
      ) : null}
      <Steps steps={made.steps} />
    </TitledCard>
  );
}

/** A source that delivers to no URL: there is nothing to copy, and a queue to enter. */
function QueueSteps({ made }: { readonly made: NewSecret }) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("queue.connected.title")} help={t("queue.connected.help")}>
      <Steps steps={made.steps} />
      <InlineStack>
        <Button variant="primary" url={`/sources/${made.sourceId}/queue`}>
          {t("queue.open")}
        </Button>
      </InlineStack>
    </TitledCard>
  );
}

function Steps({ steps }: Pick<NewSecret, "steps">) {
  const said = useSaid();
  return (
    <List type="number">
      {steps.map((step) => (
        <List.Item key={step}>{said(step)}</List.Item>
      ))}
    </List>
  );
}

/** A secret that is shown now and never again. */
export function OneTimeSecret(props: {
  readonly secret: string | null;
  readonly label: string;
  /** What to do where it is lost; that it can be rotated where left out. */
  readonly help?: string;
}) {
  const { t } = useTranslation();
  const { secret, label, help = t("sources.connected.once") } = props;
  if (secret === null) return <Text as="p">{t("sources.connected.theirs")}</Text>;
  return <CopyField label={label} value={secret} help={help} />;
}
