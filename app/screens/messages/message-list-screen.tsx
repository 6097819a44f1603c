import { BlockStack, Card, IndexTable, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MESSAGE_STATES } from "../../domain/message-state.ts";
import type { ListViews } from "../parts/list-views.ts";
import { Ago } from "../parts/moment.tsx";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { isNarrowed, MessageFilters, NO_FILTER } from "./message-filters.tsx";
import type { MessageFilter, MessageSummary, Page as PageOf, SourceName } from "./view.ts";

export interface MessageListScreenProps {
  readonly page: PageOf<MessageSummary>;
  readonly sources: readonly SourceName[];
  /** The causes by which messages stand still now. */
  readonly reasons: readonly string[];
  readonly views: ListViews;
  readonly filter: MessageFilter;
  readonly isLoading: boolean;
  readonly onFilter: (filter: MessageFilter) => void;
  readonly onTurn: (to: { readonly before: string } | { readonly after: string }) => void;
}

/** Every message ever accepted, newest first, each in its one visible state. */
export function MessageListScreen(props: MessageListScreenProps) {
  const { t } = useTranslation();
  if (props.page.rows.length === 0 && !isNarrowed(props.filter)) {
    return (
      <Page title={t("messages.title")}>
        <NothingYet
          title={t("messages.empty.title")}
          body={t("messages.empty.body")}
          action={t("messages.empty.action")}
          url="/sources/new"
        />
      </Page>
    );
  }
  return (
    <Page title={t("messages.title")} fullWidth>
      <Card padding="0">
        <MessageFilters {...props} />
        <MessageTable {...props} />
      </Card>
    </Page>
  );
}

function MessageTable({ page, isLoading, onFilter, onTurn }: MessageListScreenProps) {
  const { t } = useTranslation();
  const { before, after } = page;
  return (
    <IndexTable
      itemCount={page.rows.length}
      loading={isLoading}
      selectable={false}
      resourceName={{ singular: t("messages.one"), plural: t("messages.many") }}
      emptyState={
        <NothingYet
          title={t("messages.noMatch.title")}
          body={t("messages.noMatch.body")}
          action={t("messages.noMatch.action")}
          onAction={() => {
            onFilter(NO_FILTER);
          }}
        />
      }
      headings={[
        { title: t("messages.column.message") },
        { title: t("messages.column.state") },
        { title: t("messages.column.order") },
        { title: t("messages.column.received") },
        { title: t("messages.column.source") },
        { title: t("messages.column.reason") },
      ]}
      pagination={{
        hasPrevious: before !== null,
        hasNext: after !== null,
        onPrevious: () => {
          if (before !== null) onTurn({ before });
        },
        onNext: () => {
          if (after !== null) onTurn({ after });
        },
      }}
    >
      {page.rows.map((message, position) => (
        <MessageRow key={message.id} message={message} position={position} />
      ))}
    </IndexTable>
  );
}

function MessageRow(props: { readonly message: MessageSummary; readonly position: number }) {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { id, eventId, receivedAt, source, via, order, state, reason } = props.message;
  return (
    <IndexTable.Row id={id} position={props.position}>
      <IndexTable.Cell>
        <ResourceLink url={`/messages/${id}`}>{eventId ?? shortId(id)}</ResourceLink>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StateBadge state={state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {order === null ? (
          <Text as="span" tone="subdued">
            {t("messages.noOrder")}
          </Text>
        ) : (
          <Link url={`/orders/${order.id}`} removeUnderline>
            {order.name}
          </Link>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Ago at={receivedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack>
          <Text as="span">{source.name}</Text>
          {via === "webhook" ? null : (
            <Text as="span" tone="subdued">
              {t(`words.via.${via}`)}
            </Text>
          )}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" tone="subdued">
          {isSaidByState(reason.code) ? "" : title(reason.code)}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

/** The last part of the id: its first part is the time. */
export function shortId(id: string): string {
  return id.slice(-12);
}

/** A reason that only repeats the state says nothing. */
function isSaidByState(code: string): boolean {
  return (MESSAGE_STATES as readonly string[]).includes(code);
}
