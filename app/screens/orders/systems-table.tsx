import { Badge, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Instant } from "../../domain/instant.ts";
import { Moment } from "../parts/moment.tsx";
import { FulfillmentStatus } from "../parts/fulfillment-status.tsx";
import type { OrderDetail } from "./view.ts";

/** One line for each system that knows the order: what it says, in its own word, since when. */
export function SystemsTable({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("orders.detail.sides")}
    >
      <table className="handoff-table">
        <thead>
          <tr>
            <th scope="col">{t("orders.detail.system.name")}</th>
            <th scope="col">{t("orders.detail.system.says")}</th>
            <th scope="col">{t("orders.detail.system.word")}</th>
            <th scope="col">{t("orders.detail.since")}</th>
          </tr>
        </thead>
        <tbody>
          {order.sources.map(({ sourceId, sourceName, role, milestone, status, at }) => (
            <System key={sourceId} name={sourceName} kind={t(`words.roleShort.${role}`)} at={at}>
              {milestone === null ? t("orders.unknown") : t(`words.milestone.${milestone}`)}
              {status}
            </System>
          ))}
          <StorefrontLine order={order} />
        </tbody>
      </table>
    </div>
  );
}

function StorefrontLine({ order: { storefront } }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  const kind = t("orders.detail.system.storefront");
  if (storefront === null) {
    return (
      <System name="Shopify" kind={kind} at={null}>
        {t("orders.notRead")}
        {null}
      </System>
    );
  }
  const { fulfillmentStatus, cancelledAt } = storefront.order;
  return (
    <System name="Shopify" kind={kind} at={changedAt(storefront.order)}>
      {cancelledAt === null ? (
        <FulfillmentStatus status={fulfillmentStatus} />
      ) : (
        t("orders.detail.cancelled")
      )}
      {fulfillmentStatus}
    </System>
  );
}

/** When Shopify last changed what the customer sees of the order's way. */
function changedAt(order: NonNullable<OrderDetail["storefront"]>["order"]): Instant | null {
  const times = order.fulfillments.flatMap(({ createdAt, events }) => [
    createdAt,
    ...events.map(({ happenedAt }) => happenedAt),
  ]);
  return order.cancelledAt ?? times.sort().at(-1) ?? null;
}

interface SystemProps {
  readonly name: string;
  readonly kind: string;
  readonly at: Instant | null;
  readonly children: readonly [says: ReactNode, word: ReactNode];
}

function System({ name, kind, at, children: [says, word] }: SystemProps) {
  return (
    <tr>
      <th scope="row">
        {name} <Badge>{kind}</Badge>
      </th>
      <td>
        <Text as="span" fontWeight="semibold">
          {says}
        </Text>
      </td>
      <td className="handoff-breakable">{word}</td>
      <td>{at === null ? "" : <Moment at={at} />}</td>
    </tr>
  );
}
