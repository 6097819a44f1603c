import { BlockStack, InlineStack, Link } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { shortId } from "./message-list-screen.tsx";
import type { MessageDetail } from "./view.ts";

/** What is known of a message beside its path. */
export function MessageFacts({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <TitledCard title={t("messages.detail.orders")}>
        <Parts message={message} />
      </TitledCard>
      <TitledCard title={t("messages.detail.facts")}>
        <FactList facts={[...identity(), ...relations()]} />
      </TitledCard>
    </BlockStack>
  );

  function identity() {
    const { source, via, id, deduplicationKey, bodySize, mappingVersion } = message;
    return [
      {
        label: t("messages.detail.source"),
        value: <Link url={`/sources/${source.id}`}>{source.name}</Link>,
      },
      { label: t("messages.detail.via"), value: t(`words.via.${via}`) },
      {
        label: t("messages.detail.mapping"),
        value:
          mappingVersion === null
            ? t("shell.none")
            : t("messages.detail.version", { version: mappingVersion }),
      },
      { label: t("messages.detail.size"), value: t("messages.detail.bytes", { count: bodySize }) },
      { label: t("messages.detail.id"), value: <span className="handoff-mono">{id}</span> },
      {
        label: t("messages.detail.event"),
        value: <span className="handoff-mono">{deduplicationKey}</span>,
      },
    ];
  }

  function relations() {
    const { replayOf, replays, duplicates } = message;
    return [
      ...(replayOf === null
        ? []
        : [
            {
              label: t("messages.detail.replayOf"),
              value: <Link url={`/messages/${replayOf}`}>{shortId(replayOf)}</Link>,
            },
          ]),
      ...(replays.length === 0
        ? []
        : [{ label: t("messages.detail.replays"), value: <MessageLinks messages={replays} /> }]),
      {
        label: t("messages.detail.duplicates"),
        value:
          duplicates.length === 0 ? (
            t("messages.detail.duplicatesNone")
          ) : (
            <BlockStack>
              {duplicates.map(({ id, receivedAt }) => (
                <Moment key={id} at={receivedAt} />
              ))}
            </BlockStack>
          ),
      },
    ];
  }
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
