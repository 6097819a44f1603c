import { Badge, type BadgeProps, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BesideStorefront } from "../../domain/discrepancy/beside-storefront.ts";
import type { Instant } from "../../domain/instant.ts";
import { Moment } from "../parts/moment.tsx";
import { FulfillmentStatus } from "../parts/fulfillment-status.tsx";
import type { OrderSides, SourceSays } from "./view.ts";

const COLUMNS = ["name", "says", "word", "happened", "learnt", "beside"] as const;

/** One line for each system that knows the order: what it says, since when, and how we know. */
export function SystemsTable({ sides }: { readonly sides: OrderSides }) {
  const { t } = useTranslation();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("orders.detail.sides")}
    >
      <table className="handoff-table handoff-stacked">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`orders.detail.system.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sides.sources.map((source) => (
            <SourceLine key={source.sourceId} source={source} />
          ))}
          <StorefrontLine sides={sides} />
        </tbody>
      </table>
    </div>
  );
}

function SourceLine({ source }: { readonly source: SourceSays }) {
  const { t } = useTranslation();
  const { sourceName, role, milestone, status, origin, beside } = source;
  return (
    <System
      name={sourceName}
      kind={t(`words.roleShort.${role}`)}
      says={milestone === null ? t("orders.unknown") : t(`words.milestone.${milestone}`)}
      word={status}
      happenedAt={origin?.happenedAt ?? null}
      learnt={<Learnt source={source} />}
      beside={beside === null ? null : <Beside beside={beside} />}
    />
  );
}

/** When and how it was learnt first, with the way to the message. */
function Learnt({ source: { origin } }: { readonly source: SourceSays }) {
  const { t } = useTranslation();
  if (origin === null) return null;
  const { learntAt, via, messageId } = origin;
  return (
    <>
      {messageId === null ? (
        <Moment at={learntAt} />
      ) : (
        <Link url={`/messages/${messageId}`}>
          <Moment at={learntAt} />
        </Link>
      )}
      {`, ${t(`words.via.${via}`)}`}
    </>
  );
}

const TONES: Readonly<Record<BesideStorefront, Pick<BadgeProps, "tone">>> = {
  same: { tone: "success" },
  ahead: { tone: "attention" },
  behind: { tone: "attention" },
};

function Beside({ beside }: { readonly beside: BesideStorefront }) {
  const { t } = useTranslation();
  return <Badge {...TONES[beside]}>{t(`orders.detail.beside.${beside}`)}</Badge>;
}

function StorefrontLine({ sides: { storefront } }: { readonly sides: OrderSides }) {
  const { t } = useTranslation();
  const kind = t("orders.detail.system.storefront");
  if (storefront === null) {
    return <System name="Shopify" kind={kind} says={t("orders.notRead")} />;
  }
  const { order, readAt } = storefront;
  const { fulfillmentStatus, cancelledAt } = order;
  const learnt = (
    <>
      <Moment at={readAt} />
      {`, ${t("orders.detail.system.read")}`}
    </>
  );
  return (
    <System
      name="Shopify"
      kind={kind}
      says={
        cancelledAt === null ? (
          <FulfillmentStatus status={fulfillmentStatus} />
        ) : (
          t("orders.detail.cancelled")
        )
      }
      happenedAt={changedAt(order)}
      learnt={learnt}
    />
  );
}

/** When Shopify last changed what the customer sees of the order's way. */
function changedAt(order: NonNullable<OrderSides["storefront"]>["order"]): Instant | null {
  const times = order.fulfillments.flatMap(({ createdAt, events }) => [
    createdAt,
    ...events.map(({ happenedAt }) => happenedAt),
  ]);
  return order.cancelledAt ?? times.sort().at(-1) ?? null;
}

interface SystemProps {
  readonly name: string;
  readonly kind: string;
  readonly says: ReactNode;
  readonly word?: string | null;
  readonly happenedAt?: Instant | null;
  readonly learnt?: ReactNode;
  readonly beside?: ReactNode;
}

function System({ name, kind, says, word, happenedAt = null, learnt, beside }: SystemProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        {name} <Badge>{kind}</Badge>
      </th>
      <td data-label={t("orders.detail.system.says")}>
        <Text as="span" fontWeight="semibold">
          {says}
        </Text>
      </td>
      <td className="handoff-breakable" data-label={t("orders.detail.system.word")}>
        {word}
      </td>
      <td data-label={t("orders.detail.system.happened")}>
        {happenedAt === null ? null : <Moment at={happenedAt} />}
      </td>
      <td data-label={t("orders.detail.system.learnt")}>
        {learnt == null ? null : <div>{learnt}</div>}
      </td>
      <td data-label={t("orders.detail.system.beside")}>{beside}</td>
    </tr>
  );
}
