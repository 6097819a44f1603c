import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { failureKind } from "../../domain/diagnosis/ticks.ts";
import type { Instant } from "../../domain/instant.ts";
import { formatTime } from "../i18n/format-time.ts";
import { Moment } from "../parts/moment.tsx";
import { saveFile } from "../parts/save-file.ts";
import { useShop } from "../shell/shop-context.tsx";
import { BundleCard } from "./bundle-card.tsx";
import { bundleFile, bundleName } from "./bundle-file.ts";
import { useFactSentence } from "./fact-sentence.ts";
import { EvidenceList } from "./order-card.tsx";
import { SystemStatus } from "./system-status.tsx";
import { ticketCsv, ticketMarkdown, type TicketWords } from "./ticket.ts";
import type { BundleView, OrderDiagnosis } from "./view.ts";

export interface SummaryScreenProps {
  readonly orders: readonly OrderDiagnosis[];
  /** Null until one was asked for; saved as a file as soon as it is there. */
  readonly bundle: BundleView | null;
  readonly isBundling: boolean;
  readonly onBundle: () => void;
}

/** A few orders side by side, as a page for the IT ticket: to print, to copy, to download. */
export function SummaryScreen({ orders, bundle, isBundling, onBundle }: SummaryScreenProps) {
  const { t } = useTranslation();
  const words = useTicketWords();
  useEffect(() => {
    if (bundle !== null) saveFile(bundleName(bundle), "application/zip", bundleFile(bundle, words));
    // Saved once for each that is made, and not again for other words.
  }, [bundle]);
  return (
    <Page
      title={t("diagnosis.summary.title")}
      subtitle={t("diagnosis.summary.subtitle")}
      backAction={{ content: t("diagnosis.title"), url: "/diagnosis" }}
      {...(orders.length === 0
        ? {}
        : {
            secondaryActions: [
              {
                content: t("diagnosis.summary.csv"),
                onAction: () => {
                  saveFile("handoff-orders.csv", "text/csv;charset=utf-8", ticketCsv(orders, t));
                },
              },
              {
                content: t("diagnosis.summary.print"),
                onAction: () => {
                  globalThis.print();
                },
              },
            ],
          })}
    >
      <BlockStack gap="400">
        {orders.length === 0 ? (
          <Card>
            <Text as="p">{t("diagnosis.summary.none")}</Text>
          </Card>
        ) : (
          <BundleCard
            markdown={ticketMarkdown(orders, words)}
            isBundling={isBundling}
            onBundle={onBundle}
          />
        )}
        {orders.map((order) => (
          <OrderSummaryCard key={order.orderRecordId} order={order} />
        ))}
      </BlockStack>
    </Page>
  );
}

function useTicketWords(): TicketWords {
  const { t } = useTranslation();
  const shop = useShop();
  const fact = useFactSentence();
  return { t, fact, time: (at: Instant) => formatTime(at, shop), shop: shop.handle };
}

function OrderSummaryCard({ order }: { readonly order: OrderDiagnosis }) {
  const { t } = useTranslation();
  const { verdict, ticks, systems } = order;
  const kind = verdict === null ? null : failureKind(ticks, verdict.zone);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {order.orderName}
        </Text>
        <div className="handoff-scroll" tabIndex={0} role="region" aria-label={order.orderName}>
          <table className="handoff-table handoff-thirds">
            <tbody>
              {systems.map(({ system, status, at }) => (
                <tr key={system}>
                  <th scope="row">{t(`diagnosis.system.${system}`)}</th>
                  <td>
                    <SystemStatus system={system} status={status} />
                  </td>
                  <td>
                    <Moment at={at} />
                  </td>
                </tr>
              ))}
              {(["sent", "received", "accepted"] as const).map((question) => (
                <tr key={question}>
                  <th scope="row">{t(`diagnosis.summary.${question}`)}</th>
                  <td colSpan={2}>{t(`diagnosis.summary.${answerWord(ticks[question])}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {verdict === null ? (
          <Text as="p">{t("diagnosis.order.noFault")}</Text>
        ) : (
          <BlockStack gap="100">
            <Text as="p" fontWeight="semibold">
              {`${t(`verdicts.verdict.${verdict.code}.title`)} (${t(`diagnosis.zone.${verdict.zone}`)}, ${t(`diagnosis.pattern.${verdict.pattern}`)})`}
            </Text>
            <Text as="p">{`${t(`diagnosis.owner.${verdict.owner}`)}: ${t(`verdicts.verdict.${verdict.code}.action`)}`}</Text>
            {kind === null ? null : <Text as="p">{t(`diagnosis.summary.failure.${kind}`)}</Text>}
          </BlockStack>
        )}
        <EvidenceList diagnosis={order} />
      </BlockStack>
    </Card>
  );
}

function answerWord(is: boolean | null): "yes" | "no" | "unknown" {
  return is === null ? "unknown" : is ? "yes" : "no";
}
