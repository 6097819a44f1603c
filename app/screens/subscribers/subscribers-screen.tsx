import { Badge, Card, IndexTable, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MAX_SUBSCRIBERS } from "../../domain/outgoing/subscriber-form.ts";
import { Ago } from "../parts/moment.tsx";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { SubscriberBadge } from "./subscriber-badge.tsx";
import type { SubscriberSummary } from "./view.ts";

const NEW = "/settings/subscribers/new";

/** Everybody outside who is told what becomes of orders. */
export function SubscribersScreen(props: { readonly subscribers: readonly SubscriberSummary[] }) {
  const { t } = useTranslation();
  const { subscribers } = props;
  const head = {
    title: t("subscribers.title"),
    subtitle: t("subscribers.subtitle"),
    backAction: { content: t("settings.title"), url: "/settings" },
  };
  if (subscribers.length === 0) {
    return (
      <Page {...head}>
        <NothingYet
          title={t("subscribers.empty.title")}
          body={t("subscribers.empty.body")}
          action={t("subscribers.empty.action")}
          url={NEW}
          isPrimary
        />
      </Page>
    );
  }
  const add = {
    content: t("subscribers.add"),
    url: NEW,
    disabled: subscribers.length >= MAX_SUBSCRIBERS,
  };
  return (
    <Page {...head} primaryAction={add}>
      <Card padding="0">
        <SubscriberTable subscribers={subscribers} />
      </Card>
    </Page>
  );
}

const COLUMNS = ["name", "kind", "state", "last", "waiting", "failed"] as const;

function SubscriberTable(props: { readonly subscribers: readonly SubscriberSummary[] }) {
  const { t } = useTranslation();
  const [name, ...others] = COLUMNS;
  return (
    <IndexTable
      itemCount={props.subscribers.length}
      selectable={false}
      resourceName={{ singular: t("subscribers.column.name"), plural: t("subscribers.title") }}
      headings={[
        { title: t(`subscribers.column.${name}`) },
        ...others.map((column) => ({ title: t(`subscribers.column.${column}`) })),
      ]}
    >
      {props.subscribers.map((subscriber, position) => (
        <SubscriberRow key={subscriber.id} subscriber={subscriber} position={position} />
      ))}
    </IndexTable>
  );
}

function SubscriberRow(props: {
  readonly subscriber: SubscriberSummary;
  readonly position: number;
}) {
  const { t } = useTranslation();
  const { id, name, kind, host, state, detour, lastAt, waiting, failed } = props.subscriber;
  return (
    <IndexTable.Row id={id} position={props.position}>
      <IndexTable.Cell>
        <ResourceLink url={`/settings/subscribers/${id}`}>{name}</ResourceLink>
        <Text as="p" tone="subdued">
          {host ?? t("subscribers.asksOnly")}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{t(`subscribers.kind.${kind}`)}</IndexTable.Cell>
      <IndexTable.Cell>
        <SubscriberBadge state={state} detour={detour} />
      </IndexTable.Cell>
      <IndexTable.Cell>{lastAt === null ? t("shell.never") : <Ago at={lastAt} />}</IndexTable.Cell>
      <IndexTable.Cell>{waiting === 0 ? t("shell.none") : String(waiting)}</IndexTable.Cell>
      <IndexTable.Cell>
        {failed === 0 ? t("shell.none") : <Badge tone="critical">{String(failed)}</Badge>}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
