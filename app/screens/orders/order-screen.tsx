import { BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AgreementBadge } from "../parts/agreement-badge.tsx";
import { FactList } from "../parts/fact-list.tsx";
import { formatTime } from "../i18n/format-time.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { BlocksCard } from "./blocks-card.tsx";
import type { PickupAnswer } from "../../domain/plan/pickup-answer.ts";
import { OrderDiagnosisCard } from "../diagnosis/order-card.tsx";
import type { OrderDiagnosis } from "../diagnosis/view.ts";
import { LookProgress } from "./look-progress.tsx";
import { LedgerCard } from "./ledger-card.tsx";
import { SidesCard } from "./sides-card.tsx";
import { StepsCard } from "./steps-card.tsx";
import type { OrderDetail } from "./view.ts";

export interface OrderScreenProps {
  readonly order: OrderDetail;
  /** Null where there is nothing to tell yet. */
  readonly diagnosis: OrderDiagnosis | null;
  readonly isLooking: boolean;
  /** Whether somebody asked on this screen to look again. */
  readonly hasLooked: boolean;
  readonly isAnswering: boolean;
  readonly onLook: () => void;
  readonly onPickupAnswer: (answer: PickupAnswer) => void;
}

/** One order: both sides, what blocks, the ledger, and what was done in Shopify. */
export function OrderScreen(props: OrderScreenProps) {
  const { t } = useTranslation();
  const { order, diagnosis, isLooking, hasLooked, onLook } = props;
  const shop = useShop();
  const { agreedAt } = order;
  const agreed =
    order.agreement === "agreed" && agreedAt !== null
      ? { subtitle: t("orders.detail.agreedSince", { when: formatTime(agreedAt, shop) }) }
      : {};
  return (
    <Page
      title={order.name}
      titleMetadata={<AgreementBadge agreement={order.agreement} />}
      backAction={{ content: t("orders.title"), url: "/orders" }}
      secondaryActions={[
        { content: t("orders.detail.look"), loading: isLooking, onAction: onLook },
        ...shopifyLink(order, t("orders.detail.openShopify")),
      ]}
      {...agreed}
    >
      <BlockStack gap="400">
        {hasLooked ? <LookProgress order={order} /> : null}
        <BlocksCard {...props} />
        {diagnosis === null ? null : <OrderDiagnosisCard diagnosis={diagnosis} />}
        <SidesCard order={order} />
        <StepsCard steps={order.steps} />
        <LedgerCard
          ledger={order.ledger}
          olderUrl={
            order.olderLedger === null ? null : `/orders/${order.id}?ledger=${order.olderLedger}`
          }
        />
        <ReferencesCard order={order} />
      </BlockStack>
    </Page>
  );
}

/** `shopify:admin` leads to the order in the admin that the app is embedded in. */
function shopifyLink({ orderId }: OrderDetail, content: string) {
  const number = orderId?.match(/\d+$/)?.[0];
  if (number === undefined) return [];
  return [{ content, url: `shopify:admin/orders/${number}`, target: "_top" as const }];
}

function ReferencesCard({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("orders.detail.references")}>
      <FactList
        facts={order.references.map(({ kind, value }) => ({
          label: t(`orders.detail.reference.${kind}`),
          value: (
            <Text as="span" breakWord>
              {value}
            </Text>
          ),
        }))}
      />
    </TitledCard>
  );
}
