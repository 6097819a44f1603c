import {
  Badge,
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  CHANNEL_KINDS,
  type ChannelKind,
  MAX_URL_LENGTH,
} from "../../domain/alerting/channel-form.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { OneTimeSecret } from "../sources/connected-screen.tsx";
import type { ChannelView } from "./view.ts";

export interface ChannelsCardProps {
  readonly channels: readonly ChannelView[];
  readonly canAdd: boolean;
  /** What is being done, with the channel's id or `add`. */
  readonly busy: { readonly what: "add" | "test" | "remove"; readonly id: string } | null;
  /** The address was refused: as a field, or by whom it was sent to. */
  readonly urlError: FieldError | null;
  readonly unreachable: string | null;
  /** The secret of the webhook that was just added. */
  readonly freshSecret: string | null;
  readonly onAdd: (channel: { readonly kind: ChannelKind; readonly url: string }) => void;
  readonly onTest: (channelId: string) => void;
  readonly onRemove: (channelId: string) => void;
}

/** Where alerts go; every address is proved by a test before it is kept. */
export function ChannelsCard(props: ChannelsCardProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const { channels, canAdd, freshSecret, unreachable } = props;
  return (
    <TitledCard title={t("alerts.channels.title")} help={t("alerts.channels.help")}>
      <BlockStack gap="400">
        {channels.length === 0 ? <Text as="p">{t("alerts.channels.none")}</Text> : null}
        {channels.length === 0 ? null : (
          <BlockStack as="ul" gap="300">
            {channels.map((channel) => (
              <Channel key={channel.id} {...props} channel={channel} />
            ))}
          </BlockStack>
        )}
        {freshSecret === null ? null : (
          <OneTimeSecret
            secret={freshSecret}
            label={t("alerts.channels.secret")}
            help={t("alerts.channels.secretHelp")}
          />
        )}
        {unreachable === null ? null : (
          <Banner tone="critical" title={t("alerts.channels.unreachable")}>
            {said(unreachable)}
          </Banner>
        )}
        {canAdd ? <AddForm key={channels.length} {...props} /> : null}
        {canAdd ? null : <Text as="p">{t("alerts.channels.full")}</Text>}
      </BlockStack>
    </TitledCard>
  );
}

function Channel({
  channel,
  busy,
  onTest,
  onRemove,
}: ChannelsCardProps & { readonly channel: ChannelView }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { id, kind, host, last } = channel;
  const doing = busy?.id === id ? busy.what : null;
  const name = `${t(`alerts.channels.kind.${kind}`)} (${host})`;
  return (
    <li>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <BlockStack gap="050">
          <Text as="span">{name}</Text>
          {last === null ? null : (
            <InlineStack gap="200" blockAlign="center">
              <Badge tone={TONES[last.state]}>{t(`alerts.channels.state.${last.state}`)}</Badge>
              <Text as="span" tone="subdued">
                <Ago at={last.at} /> {last.detail === null ? "" : said(last.detail)}
              </Text>
            </InlineStack>
          )}
        </BlockStack>
        <ButtonGroup>
          <Button
            loading={doing === "test"}
            accessibilityLabel={`${t("alerts.channels.test")}: ${name}`}
            onClick={() => {
              onTest(id);
            }}
          >
            {t("alerts.channels.test")}
          </Button>
          <Button
            variant="tertiary"
            tone="critical"
            loading={doing === "remove"}
            accessibilityLabel={`${t("alerts.channels.remove")}: ${name}`}
            onClick={() => {
              onRemove(id);
            }}
          >
            {t("alerts.channels.remove")}
          </Button>
        </ButtonGroup>
      </InlineStack>
    </li>
  );
}

const TONES = { sent: "success", pending: "attention", failed: "critical" } as const;

function AddForm({ busy, urlError, onAdd }: ChannelsCardProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ChannelKind>("slack");
  const [url, setUrl] = useState("");
  return (
    <FormLayout>
      <Select
        label={t("alerts.channels.kindLabel")}
        value={kind}
        options={CHANNEL_KINDS.map((value) => ({
          value,
          label: t(`alerts.channels.kind.${value}`),
        }))}
        onChange={(value) => {
          setKind(CHANNEL_KINDS.find((choice) => choice === value) ?? "slack");
        }}
      />
      <TextField
        label={t("alerts.channels.url")}
        helpText={t(`alerts.channels.urlHelp.${kind}`)}
        type="url"
        value={url}
        maxLength={MAX_URL_LENGTH}
        autoComplete="off"
        placeholder="https://"
        {...(urlError === null
          ? {}
          : { error: t(`sources.error.${urlError}`, { most: MAX_URL_LENGTH }) })}
        onChange={setUrl}
      />
      <Button
        loading={busy?.what === "add"}
        onClick={() => {
          onAdd({ kind, url });
        }}
      >
        {t("alerts.channels.add")}
      </Button>
    </FormLayout>
  );
}
