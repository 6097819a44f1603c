import { Badge, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { LedgerCard } from "./ledger-card.tsx";
import { MomentCard } from "./moment-card.tsx";
import { pastUrl } from "./past-url.ts";
import { SidesCard } from "./sides-card.tsx";
import type { PastOrder } from "./view.ts";

export interface PastScreenProps {
  readonly past: PastOrder;
  readonly onGo: (url: string) => void;
}

/** One order as it was at a moment. Nothing can be done here: the past does not change. */
export function PastScreen({ past, onGo }: PastScreenProps) {
  const { t } = useTranslation();
  const { id, moment, olderLedger } = past;
  return (
    <Page
      title={past.name}
      titleMetadata={<Badge tone="info">{t("orders.past.badge")}</Badge>}
      backAction={{ content: t("orders.past.now"), url: `/orders/${id}` }}
    >
      <BlockStack gap="400">
        <MomentCard past={past} onGo={onGo} />
        <SidesCard sides={past} note={t("orders.past.storefront")} />
        <LedgerCard
          orderId={id}
          ledger={past.ledger}
          by={moment.by}
          olderUrl={
            olderLedger === null
              ? null
              : `${pastUrl(id, moment.at, moment.by)}&ledger=${olderLedger}`
          }
        />
      </BlockStack>
    </Page>
  );
}
