import { Banner, BlockStack, Box, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AgreementBadge } from "../parts/agreement-badge.tsx";
import { FactList } from "../parts/fact-list.tsx";
import { formatTime } from "../i18n/format-time.ts";
import { CardBoundary, FailedCard } from "../parts/card-boundary.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { useShop } from "../shell/shop-context.tsx";
import { BlocksCard } from "./blocks-card.tsx";
import { type CareAction, CareBanners } from "./care-banners.tsx";
import { CareDialog, type CareQuestion } from "./care-dialog.tsx";
import { FlowCard } from "./flow-card.tsx";
import type { TellAgain } from "../flow/flow-events-card.tsx";
import type { PickupAnswer } from "../../domain/plan/pickup-answer.ts";
import { OrderDiagnosisCard } from "../diagnosis/order-card.tsx";
import type { OrderDiagnosis } from "../diagnosis/view.ts";
import { LookProgress } from "./look-progress.tsx";
import { LedgerCard } from "./ledger-card.tsx";
import { pastUrl } from "./past-url.ts";
import { SidesCard } from "./sides-card.tsx";
import { StepsCard } from "./steps-card.tsx";
import { useCareActions } from "./use-care-actions.ts";
import type { OrderCare, OrderDetail } from "./view.ts";

export interface OrderScreenProps {
  readonly order: OrderDetail;
  /** Null where there is nothing to tell yet. */
  readonly diagnosis: OrderDiagnosis | null | "failed";
  readonly onRetry: () => void;
  /** Whether the address asked for a moment that is none. */
  readonly isMomentWrong: boolean;
  readonly isLooking: boolean;
  /** Whether somebody asked on this screen to look again. */
  readonly hasLooked: boolean;
  readonly isAnswering: boolean;
  readonly onLook: () => void;
  readonly care: OrderCare;
  readonly careBusy: CareAction | null;
  readonly onCare: (action: CareAction) => void;
  readonly onAsk: (question: CareQuestion, words: string) => void;
  readonly telling: TellAgain;
  readonly onPickupAnswer: (answer: PickupAnswer) => void;
}

/** One order: both sides, what blocks, the ledger, and what was done in Shopify. */
export function OrderScreen(props: OrderScreenProps) {
  const { t } = useTranslation();
  const { order, care, isLooking, hasLooked, onLook } = props;
  const [question, setQuestion] = useState<CareQuestion | null>(null);
  const shop = useShop();
  const { agreedAt } = order;
  const isOver = isHealed(props.diagnosis);
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
        ...useCareActions(care, setQuestion),
        ...pastLink(order, t("orders.past.open")),
        ...shopifyLink(order, t("orders.detail.openShopify")),
      ]}
      {...agreed}
    >
      <BlockStack gap="400">
        {props.isMomentWrong ? (
          <Banner tone="warning" title={t("orders.past.wrong")}>
            <p>{t("orders.past.wrongAdvice")}</p>
          </Banner>
        ) : null}
        {hasLooked ? <LookProgress order={order} /> : null}
        <CareBanners care={care} busy={props.careBusy} onCare={props.onCare} />
        <FieldProblem problem={order.fieldProblem} />
        <BlocksCard {...props} />
        {isOver ? null : <Diagnosis {...props} />}
        <SidesCard sides={order} />
        {isOver ? <Diagnosis {...props} /> : null}
        <StepsCard steps={order.steps} />
        <FlowCard care={care} telling={props.telling} />
        <LedgerCard
          orderId={order.id}
          ledger={order.ledger}
          check={order.ledgerCheck}
          by="known"
          olderUrl={
            order.olderLedger === null ? null : `/orders/${order.id}?ledger=${order.olderLedger}`
          }
        />
        <ReferencesCard order={order} />
      </BlockStack>
      <CareDialog
        question={question}
        onAnswer={props.onAsk}
        onClose={() => {
          setQuestion(null);
        }}
      />
    </Page>
  );
}

/** Customers and staff see these fields, so that they must not be behind in silence. */
function FieldProblem({ problem }: { readonly problem: string | null }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (problem === null) return null;
  return (
    <Box>
      <Banner tone="warning" title={t("orders.detail.fields.title")}>
        <BlockStack gap="100">
          <Text as="p">{said(problem)}</Text>
          <Text as="p">{t("orders.detail.fields.advice")}</Text>
        </BlockStack>
      </Banner>
    </Box>
  );
}

/** A fault that is over is history, and comes after what the systems say now. */
function isHealed(diagnosis: OrderScreenProps["diagnosis"]): boolean {
  if (diagnosis === null || diagnosis === "failed") return false;
  return diagnosis.verdict === null || diagnosis.verdict.healedAt !== null;
}

function Diagnosis({ diagnosis, onRetry }: OrderScreenProps) {
  const { t } = useTranslation();
  if (diagnosis === null) return null;
  const title = t("diagnosis.order.title");
  if (diagnosis === "failed") return <FailedCard title={title} onRetry={onRetry} />;
  return (
    <CardBoundary title={title}>
      <OrderDiagnosisCard diagnosis={diagnosis} />
    </CardBoundary>
  );
}

/** To the order as it was with its newest entry, from where one steps back. */
function pastLink({ id, ledger: [newest] }: OrderDetail, content: string) {
  return newest === undefined ? [] : [{ content, url: pastUrl(id, newest.enteredAt, "known") }];
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
