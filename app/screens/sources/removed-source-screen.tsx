import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import type { RemovedSource } from "./view.ts";

/** A source that was removed: where its messages and orders still are. */
export function RemovedSourceScreen({ source }: { readonly source: RemovedSource }) {
  const { t } = useTranslation();
  return (
    <Page title={source.name} backAction={{ content: t("sources.title"), url: "/sources" }}>
      <Banner
        tone="info"
        title={t("sources.removed.title")}
        action={{
          content: t("sources.detail.messages"),
          url: `/messages?source=${source.id}`,
        }}
        secondaryAction={{
          content: t("sources.removed.orders"),
          url: `/orders?source=${source.id}`,
        }}
      >
        <BlockStack gap="200">
          <Moment at={source.removedAt} />
          <p>{t("sources.removed.body")}</p>
        </BlockStack>
      </Banner>
    </Page>
  );
}
