import {
  Banner,
  BlockStack,
  Card,
  IndexTable,
  Link,
  Page,
  Text,
  useIndexResourceState,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MESSAGE_STATES } from "../../domain/message-state.ts";
import { listPages } from "../parts/list-pages.ts";
import type { ListViews } from "../parts/list-views.ts";
import { Ago } from "../parts/moment.tsx";
import { NothingFound, NothingYet } from "../parts/nothing-yet.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { isNarrowed, MessageFilters, NO_FILTER } from "./message-filters.tsx";
import { shortId } from "./short-id.ts";
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
  /** Leads to what a replay of these messages, or of all that match, would change. */
  readonly onReplay: (messages: readonly string[] | "all") => void;
  /** Why a replay cannot be looked at; null where nothing is in the way. */
  readonly refusal: string | null;
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
      <BlockStack gap="400">
        {props.refusal === null ? null : <Banner tone="warning">{props.refusal}</Banner>}
        <Card padding="0">
          <MessageFilters {...props} />
          <MessageTable key={props.page.rows[0]?.id ?? ""} {...props} />
        </Card>
      </BlockStack>
    </Page>
  );
}

function MessageTable(props: MessageListScreenProps) {
  const { page, isLoading, onFilter, onTurn, onReplay } = props;
  const { t } = useTranslation();
  const { before, after } = page;
  const selection = useIndexResourceState(page.rows.map(({ id }) => ({ id })));
  return (
    <IndexTable
      itemCount={page.rows.length}
      loading={isLoading}
      hasMoreItems={before !== null || after !== null}
      selectedItemsCount={
        selection.allResourcesSelected ? "All" : selection.selectedResources.length
      }
      onSelectionChange={selection.handleSelectionChange}
      promotedBulkActions={[
        {
          content: t("messages.replaySelected"),
          onAction: () => {
            onReplay(selection.allResourcesSelected ? "all" : selection.selectedResources);
          },
        },
      ]}
      resourceName={{ singular: t("messages.one"), plural: t("messages.many") }}
      emptyState={<NoMatch onFilter={onFilter} />}
      headings={[
        { title: t("messages.column.message") },
        { title: t("messages.column.state") },
        { title: t("messages.column.order") },
        { title: t("messages.column.received") },
        { title: t("messages.column.source") },
        { title: t("messages.column.reason") },
      ]}
      {...listPages(page, onTurn)}
    >
      {page.rows.map((message, position) => (
        <MessageRow
          key={message.id}
          message={message}
          position={position}
          isSelected={selection.selectedResources.includes(message.id)}
        />
      ))}
    </IndexTable>
  );
}

function NoMatch({ onFilter }: Pick<MessageListScreenProps, "onFilter">) {
  const { t } = useTranslation();
  return (
    <NothingFound
      title={t("messages.noMatch.title")}
      body={t("messages.noMatch.body")}
      action={t("messages.noMatch.action")}
      onAction={() => {
        onFilter(NO_FILTER);
      }}
    />
  );
}

interface MessageRowProps {
  readonly message: MessageSummary;
  readonly position: number;
  readonly isSelected: boolean;
}

function MessageRow(props: MessageRowProps) {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { id, eventId, receivedAt, source, via, order, state, reason } = props.message;
  return (
    <IndexTable.Row id={id} position={props.position} selected={props.isSelected}>
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

/** A reason that only repeats the state says nothing. */
function isSaidByState(code: string): boolean {
  return (MESSAGE_STATES as readonly string[]).includes(code);
}
