import { BlockStack, InlineStack, Link } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { zoneOf } from "../../domain/zone.ts";
import { type Fact, FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { FetchesCard } from "./fetches-card.tsx";
import { ReplaysCard } from "./replays-card.tsx";
import type { MessageDetail } from "./view.ts";

/** What is known of a message beside its path. */
export function MessageFacts({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const identity = useIdentity(message);
  const repeated = {
    label: t("messages.detail.duplicates"),
    value: <Duplicates duplicates={message.duplicates} />,
  };
  return (
    <BlockStack gap="400">
      <TitledCard title={t("messages.detail.orders")}>
        <Parts message={message} />
      </TitledCard>
      <TitledCard title={t("messages.detail.facts")}>
        <FactList facts={[...identity, repeated]} />
      </TitledCard>
      <FetchesCard message={message} />
      <ReplaysCard message={message} />
    </BlockStack>
  );
}

function useIdentity(message: MessageDetail): readonly Fact[] {
  const { t } = useTranslation();
  const { source, via, id, deduplicationKey, bodySize, mappingVersion, state } = message;
  const zone = zoneOf({ kind: "message", state });
  const mapping =
    mappingVersion === null
      ? t("shell.none")
      : t("messages.detail.version", { version: mappingVersion });
  return [
    {
      label: t("messages.detail.source"),
      value: <Link url={`/sources/${source.id}`}>{source.name}</Link>,
    },
    ...(zone === null
      ? []
      : [{ label: t("messages.filter.brokeAt"), value: t(`words.zone.${zone}`) }]),
    { label: t("messages.detail.via"), value: t(`words.via.${via}`) },
    { label: t("messages.detail.mapping"), value: mapping },
    { label: t("messages.detail.size"), value: t("messages.detail.bytes", { count: bodySize }) },
    { label: t("messages.detail.id"), value: <Code>{id}</Code> },
    { label: t("messages.detail.event"), value: <Code>{deduplicationKey}</Code> },
  ];
}

function Code({ children }: { readonly children: string }) {
  return <span className="handoff-mono">{children}</span>;
}

function Duplicates({ duplicates }: Pick<MessageDetail, "duplicates">) {
  const { t } = useTranslation();
  if (duplicates.length === 0) return <>{t("messages.detail.duplicatesNone")}</>;
  return (
    <BlockStack>
      {duplicates.map(({ id, receivedAt }) => (
        <Moment key={id} at={receivedAt} />
      ))}
    </BlockStack>
  );
}

function Parts({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  if (message.parts.length === 0) return <>{t("messages.noOrder")}</>;
  return (
    <BlockStack as="ul" gap="200">
      {message.parts.map(({ order, state }) => (
        <li key={order.id}>
          <InlineStack gap="200" align="space-between">
            <Link url={`/orders/${order.id}`}>{order.name}</Link>
            <StateBadge state={state} />
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}
