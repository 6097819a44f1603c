import { Badge, BlockStack, Card, IndexTable, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BlockCode } from "../../domain/plan/block.ts";
import type { Page as PageOf, SourceName } from "../messages/view.ts";
import { AgreementBadge } from "../parts/agreement-badge.tsx";
import type { ListViews } from "../parts/list-views.ts";
import { Ago } from "../parts/moment.tsx";
import { listPages } from "../parts/list-pages.ts";
import { NothingFound, NothingYet } from "../parts/nothing-yet.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import { FulfillmentStatus } from "../parts/fulfillment-status.tsx";
import { isOrderNarrowed, NO_ORDER_FILTER, OrderFilters } from "./order-filters.tsx";
import type { OrderFilter, OrderSummary } from "./view.ts";

export interface OrderListScreenProps {
  readonly page: PageOf<OrderSummary>;
  /** What orders can be narrowed to by who spoke of them. */
  readonly sources: readonly SourceName[];
  /** What blocks orders now. */
  readonly blocks: readonly BlockCode[];
  readonly views: ListViews;
  readonly filter: OrderFilter;
  readonly isLoading: boolean;
  readonly onFilter: (filter: OrderFilter) => void;
  readonly onTurn: (to: { readonly before: string } | { readonly after: string }) => void;
}

/** Every order that a source ever spoke of, and whether the storefront agrees. */
export function OrderListScreen(props: OrderListScreenProps) {
  const { t } = useTranslation();
  const { page, filter } = props;
  if (page.rows.length === 0 && !isOrderNarrowed(filter)) {
    return (
      <Page title={t("orders.title")}>
        <NothingYet
          title={t("orders.empty.title")}
          body={t("orders.empty.body")}
          action={t("orders.empty.action")}
          url="/sources/new"
        />
      </Page>
    );
  }
  return (
    <Page title={t("orders.title")} fullWidth>
      <Card padding="0">
        <OrderFilters {...props} />
        <OrderTable {...props} />
      </Card>
    </Page>
  );
}

function OrderTable({ page, isLoading, onTurn, onFilter }: OrderListScreenProps) {
  const { t } = useTranslation();
  return (
    <IndexTable
      itemCount={page.rows.length}
      loading={isLoading}
      selectable={false}
      resourceName={{ singular: t("orders.one"), plural: t("orders.many") }}
      emptyState={
        <NothingFound
          title={t("orders.noMatch.title")}
          body={t("orders.noMatch.body")}
          action={t("orders.noMatch.action")}
          onAction={() => {
            onFilter(NO_ORDER_FILTER);
          }}
        />
      }
      headings={[
        { title: t("orders.column.order") },
        { title: t("orders.column.agreement") },
        { title: t("orders.column.oms") },
        { title: t("orders.column.storefront") },
        { title: t("orders.column.reason") },
        { title: t("orders.column.updated") },
      ]}
      {...listPages(page, onTurn)}
    >
      {page.rows.map((order, position) => (
        <OrderRow key={order.id} order={order} position={position} />
      ))}
    </IndexTable>
  );
}

function OrderRow(props: { readonly order: OrderSummary; readonly position: number }) {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { id, name, agreement, milestone, storefrontStatus, blocks, updatedAt } = props.order;
  const { blockedSince, isHeld, isMarked } = props.order;
  const [block] = blocks;
  return (
    <IndexTable.Row id={id} position={props.position}>
      <IndexTable.Cell>
        <ResourceLink url={`/orders/${id}`}>{name}</ResourceLink>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="100">
          <AgreementBadge agreement={agreement} />
          {isHeld ? <Badge tone="warning">{t("flow.badge.held")}</Badge> : null}
          {isMarked ? <Badge tone="info">{t("flow.badge.marked")}</Badge> : null}
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        {milestone === null ? t("orders.unknown") : t(`words.milestone.${milestone}`)}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <FulfillmentStatus status={storefrontStatus} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {block === undefined ? null : (
          <BlockStack>
            <Text as="span">{title(block.code)}</Text>
            {blockedSince === null ? null : (
              <Text as="span" tone="subdued">
                <Ago at={blockedSince} />
              </Text>
            )}
          </BlockStack>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Ago at={updatedAt} />
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
