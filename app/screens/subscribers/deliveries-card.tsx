import { BlockStack, Button, IndexTable, InlineStack, Link, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DELIVERY_STATES, type DeliveryState } from "../../domain/outgoing/event-type.ts";
import { listPages } from "../parts/list-pages.ts";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { StepsDialog } from "./steps-dialog.tsx";
import { DeliveryBadge } from "./subscriber-badge.tsx";
import { type DeliveryView, EVENT_WORDS, type SubscriberView } from "./view.ts";

export interface DeliveriesCardProps {
  readonly subscriber: SubscriberView;
  readonly onAct: (fields: Record<string, string>) => void;
  readonly onFilter: (state: DeliveryState | null) => void;
  readonly onTurn: (to: { readonly after: string } | { readonly before: string }) => void;
}

/** What a subscriber was told, newest first. */
export function DeliveriesCard({ subscriber, onAct, onFilter, onTurn }: DeliveriesCardProps) {
  const { t } = useTranslation();
  const { shown, failed, deliveries } = subscriber;
  const [openId, setOpenId] = useState<string | null>(null);
  const opened = deliveries.rows.find(({ id }) => id === openId) ?? null;
  const againAll = (
    <Button
      onClick={() => {
        onAct({ action: "again_all" });
      }}
    >
      {t("subscribers.deliveries.againAll")}
    </Button>
  );
  return (
    <TitledCard
      title={t("subscribers.deliveries.title")}
      help={t("subscribers.deliveries.help")}
      aside={failed === 0 ? null : againAll}
    >
      <BlockStack gap="300">
        <StateFilter shown={shown} onFilter={onFilter} />
        {deliveries.rows.length === 0 ? (
          <Text as="p" tone="subdued">
            {t(shown === null ? "subscribers.deliveries.nothing" : "subscribers.deliveries.none")}
          </Text>
        ) : (
          <DeliveryTable subscriber={subscriber} onOpen={setOpenId} onAct={onAct} onTurn={onTurn} />
        )}
      </BlockStack>
      <StepsDialog
        delivery={opened}
        onClose={() => {
          setOpenId(null);
        }}
      />
    </TitledCard>
  );
}

function StateFilter({
  shown,
  onFilter,
}: Pick<SubscriberView, "shown"> & Pick<DeliveriesCardProps, "onFilter">) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("subscribers.deliveries.filter")}
      value={shown ?? ""}
      options={[
        { value: "", label: t("subscribers.deliveries.all") },
        ...DELIVERY_STATES.map((state) => ({
          value: state,
          label: t(`subscribers.deliveryState.${state}`),
        })),
      ]}
      onChange={(value) => {
        onFilter(DELIVERY_STATES.find((state) => state === value) ?? null);
      }}
    />
  );
}

interface TableProps extends Omit<DeliveriesCardProps, "onFilter"> {
  readonly onOpen: (deliveryId: string) => void;
}

function DeliveryTable({ subscriber, onOpen, onAct, onTurn }: TableProps) {
  const { t } = useTranslation();
  const { rows, before, after } = subscriber.deliveries;
  return (
    <IndexTable
      itemCount={rows.length}
      selectable={false}
      resourceName={{
        singular: t("subscribers.deliveries.event"),
        plural: t("subscribers.deliveries.title"),
      }}
      headings={[
        { title: t("subscribers.deliveries.event") },
        { title: t("subscribers.deliveries.order") },
        { title: t("subscribers.deliveries.state") },
        { title: t("subscribers.deliveries.when") },
        { title: t("subscribers.deliveries.acknowledged") },
        { title: t("subscribers.deliveries.steps") },
      ]}
      {...listPages({ before, after }, onTurn)}
    >
      {rows.map((delivery, position) => (
        <DeliveryRow
          key={delivery.id}
          delivery={delivery}
          position={position}
          isPushed={subscriber.host !== null}
          onOpen={onOpen}
          onAct={onAct}
        />
      ))}
    </IndexTable>
  );
}

interface RowProps extends Pick<TableProps, "onOpen" | "onAct"> {
  readonly delivery: DeliveryView;
  readonly position: number;
  readonly isPushed: boolean;
}

function DeliveryRow({ delivery, position, isPushed, onOpen, onAct }: RowProps) {
  const { t } = useTranslation();
  const { id, type, orderName, state, at, acknowledgedAt } = delivery;
  const canGoAgain = isPushed && (state === "failed" || state === "delivered");
  return (
    <IndexTable.Row id={id} position={position}>
      <IndexTable.Cell>{t(`subscribers.type.${EVENT_WORDS[type]}`)}</IndexTable.Cell>
      <IndexTable.Cell>
        {orderName === null ? (
          t("subscribers.deliveries.noOrder")
        ) : (
          <Link url={`/orders?q=${encodeURIComponent(orderName)}`}>{orderName}</Link>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <DeliveryBadge state={state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={at} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {acknowledgedAt === null ? (
          t("subscribers.deliveries.notAcknowledged")
        ) : (
          <Moment at={acknowledgedAt} />
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="300" wrap={false}>
          <Button
            variant="plain"
            onClick={() => {
              onOpen(id);
            }}
          >
            {t("subscribers.deliveries.steps")}
          </Button>
          {canGoAgain ? (
            <Button
              variant="plain"
              onClick={() => {
                onAct({ action: "again", deliveryId: id });
              }}
            >
              {t("subscribers.deliveries.again")}
            </Button>
          ) : null}
        </InlineStack>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
