import { Badge, Card, IndexTable, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/moment.tsx";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { EndpointStateBadge } from "./endpoint-state-badge.tsx";
import type { SourceSummary } from "./view.ts";

/** Every system that tells us about orders. */
export function SourceListScreen({ sources }: { readonly sources: readonly SourceSummary[] }) {
  const { t } = useTranslation();
  if (sources.length === 0) {
    return (
      <Page title={t("sources.title")}>
        <NothingYet
          title={t("sources.empty.title")}
          body={t("sources.empty.body")}
          action={t("sources.empty.action")}
          url="/sources/new"
          isPrimary
        />
      </Page>
    );
  }
  return (
    <Page
      title={t("sources.title")}
      primaryAction={{ content: t("sources.connect"), url: "/sources/new" }}
    >
      <Card padding="0">
        <SourceTable sources={sources} />
      </Card>
    </Page>
  );
}

function SourceTable({ sources }: { readonly sources: readonly SourceSummary[] }) {
  const { t } = useTranslation();
  return (
    <IndexTable
      itemCount={sources.length}
      selectable={false}
      resourceName={{ singular: t("sources.column.name"), plural: t("sources.title") }}
      headings={[
        { title: t("sources.column.name") },
        { title: t("sources.column.role") },
        { title: t("sources.column.state") },
        { title: t("sources.column.last") },
        { title: t("sources.column.open") },
        { title: t("sources.column.mapping") },
      ]}
    >
      {sources.map((source, position) => (
        <SourceRow key={source.id} source={source} position={position} />
      ))}
    </IndexTable>
  );
}

function SourceRow(props: { readonly source: SourceSummary; readonly position: number }) {
  const { t } = useTranslation();
  const { id, name, role, endpointState, lastMessageAt, open, mappingVersion } = props.source;
  return (
    <IndexTable.Row id={id} position={props.position}>
      <IndexTable.Cell>
        <ResourceLink url={`/sources/${id}`}>{name}</ResourceLink>
      </IndexTable.Cell>
      <IndexTable.Cell>{t(`words.roleShort.${role}`)}</IndexTable.Cell>
      <IndexTable.Cell>
        <EndpointStateBadge state={endpointState} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {lastMessageAt === null ? t("shell.never") : <Ago at={lastMessageAt} />}
      </IndexTable.Cell>
      <IndexTable.Cell>
        {open === 0 ? (
          <Text as="span" tone="subdued">
            {t("shell.none")}
          </Text>
        ) : (
          <Badge tone="warning">{String(open)}</Badge>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        {mappingVersion === null
          ? t("sources.mappingNone")
          : t("sources.version", { version: mappingVersion })}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
