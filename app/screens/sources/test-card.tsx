import {
  Banner,
  BlockStack,
  Button,
  Icon,
  InlineStack,
  Link,
  Spinner,
  Text,
} from "@shopify/polaris";
import { AlertCircleIcon, CheckCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { useAgo } from "../parts/moment.tsx";
import { useRejection } from "../parts/reason.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { Arrival } from "./view.ts";

export interface TestCardProps {
  /** The newest thing that the endpoint saw; null where it saw nothing yet. */
  readonly arrival: Arrival | null;
  readonly canSign: boolean;
  /** Whether the scheme proves where a delivery comes from. */
  readonly isSigned: boolean;
  readonly isSending: boolean;
  /** Why the endpoint refused the last test event; null where it did not. */
  readonly refusal: string | null;
  readonly onSend: () => void;
}

/** Sends a signed test event and shows, live, what the endpoint sees. */
export function TestCard(props: TestCardProps) {
  const { arrival, canSign, isSigned, isSending, refusal, onSend } = props;
  const { t } = useTranslation();
  return (
    <TitledCard
      title={t("sources.test.title")}
      help={
        canSign
          ? t(isSigned ? "sources.test.body" : "sources.test.bodyUnsigned")
          : t("sources.test.cannotSign")
      }
    >
      <BlockStack gap="300">
        <div aria-live="polite">
          {arrival === null ? <Waiting /> : <Arrived arrival={arrival} isSigned={isSigned} />}
        </div>
        {refusal === null ? null : (
          <Banner tone="critical">{t("sources.test.refused", { code: refusal })}</Banner>
        )}
        {canSign ? (
          <InlineStack>
            <Button onClick={onSend} loading={isSending}>
              {t("sources.test.send")}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </TitledCard>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Spinner size="small" accessibilityLabel={t("sources.test.waiting")} />
      <Text as="p" tone="subdued">
        {t("sources.test.waiting")}
      </Text>
    </InlineStack>
  );
}

function Arrived({
  arrival,
  isSigned,
}: Pick<TestCardProps, "isSigned"> & { readonly arrival: Arrival }) {
  const { t } = useTranslation();
  const ago = useAgo(1);
  const rejection = useRejection();
  if (arrival.kind === "rejected") {
    const { title, fix } = rejection(arrival.code);
    return (
      <InlineStack gap="200" wrap={false} blockAlign="start">
        <span>
          <Icon source={AlertCircleIcon} tone="critical" />
        </span>
        <BlockStack gap="050">
          <Text as="p">{t("sources.test.rejected", { ago: ago(arrival.at), title })}</Text>
          <Text as="p" tone="subdued">
            {fix}
          </Text>
        </BlockStack>
      </InlineStack>
    );
  }
  const what = arrival.isTest ? "receivedTest" : "received";
  const words = isSigned
    ? (`sources.test.${what}` as const)
    : (`sources.test.${what}Unsigned` as const);
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <span>
        <Icon source={CheckCircleIcon} tone="success" />
      </span>
      <Text as="p">
        {t(words, { ago: ago(arrival.at) })}{" "}
        <Link url={`/messages/${arrival.messageId}`}>{t("sources.test.open")}</Link>
      </Text>
    </InlineStack>
  );
}
