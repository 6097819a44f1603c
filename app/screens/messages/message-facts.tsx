import { BlockStack, InlineStack, Link } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type Fact, FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { shortId } from "./message-list-screen.tsx";
import type { MessageDetail } from "./view.ts";

/** What is known of a message beside its path. */
export function MessageFacts({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const identity = useIdentity(message);
  const relations = useRelations(message);
  return (
    <BlockStack gap="400">
      <TitledCard title={t("messages.detail.orders")}>
        <Parts message={message} />
      </TitledCard>
      <TitledCard title={t("messages.detail.facts")}>
        <FactList facts={[...identity, ...relations]} />
      </TitledCard>
    </BlockStack>
  );
}

function useIdentity(message: MessageDetail): readonly Fact[] {
  const { t } = useTranslation();
  const { source, via, id, deduplicationKey, bodySize, mappingVersion } = message;
  const mapping =
    mappingVersion === null
      ? t("shell.none")
      : t("messages.detail.version", { version: mappingVersion });
  return [
    {
      label: t("messages.detail.source"),
      value: <Link url={`/sources/${source.id}`}>{source.name}</Link>,
    },
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

function useRelations({ replayOf, replays, duplicates }: MessageDetail): readonly Fact[] {
  const { t } = useTranslation();
  const original = {
    label: t("messages.detail.replayOf"),
    value: <Link url={`/messages/${String(replayOf)}`}>{shortId(replayOf ?? "")}</Link>,
  };
  const copies = {
    label: t("messages.detail.replays"),
    value: <MessageLinks messages={replays} />,
  };
  return [
    ...(replayOf === null ? [] : [original]),
    ...(replays.length === 0 ? [] : [copies]),
    { label: t("messages.detail.duplicates"), value: <Duplicates duplicates={duplicates} /> },
  ];
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

function MessageLinks({ messages }: { readonly messages: MessageDetail["replays"] }) {
  return (
    <BlockStack>
      {messages.map(({ id }) => (
        <Link key={id} url={`/messages/${id}`}>
          {shortId(id)}
        </Link>
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
