import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { ResponseContract } from "../../domain/signature/response-contract.ts";
import { proofOf } from "../../domain/source/preset-proof.ts";
import { CopyField } from "../parts/copy-field.tsx";
import { FactList } from "../parts/fact-list.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSchemeWords } from "./describe-scheme.ts";
import { EndpointStateBadge } from "./endpoint-state-badge.tsx";
import type { SourceDetail } from "./view.ts";

const KIB = 1024;

function sizeWords(t: TFunction, bytes: number): string {
  return bytes % (KIB * KIB) === 0
    ? t("sources.detail.mib", { size: bytes / (KIB * KIB) })
    : t("sources.detail.kib", { size: Math.round(bytes / KIB) });
}

/** Where the source sends, and how it signs. */
export function EndpointCard({ source }: { readonly source: SourceDetail }) {
  const { t } = useTranslation();
  const describe = useSchemeWords();
  const { endpoint, role } = source;
  const proof = proofOf(endpoint.scheme);
  const answerWords = useAnswerWords();
  return (
    <TitledCard
      title={t("sources.detail.endpoint")}
      aside={<EndpointStateBadge state={endpoint.state} />}
    >
      <BlockStack gap="400">
        <CopyField label={t("sources.detail.url")} value={endpoint.url} />
        <FactList
          facts={[
            { label: t("sources.detail.signature"), value: describe(endpoint.scheme) },
            { label: t("endpoint.fact"), value: answerWords(endpoint.response) },
            ...(endpoint.strictReject
              ? [{ label: t("endpoint.unreadable"), value: t("endpoint.factReject") }]
              : []),
            { label: t("sources.detail.limit"), value: sizeWords(t, endpoint.maxBodyBytes) },
            {
              label: t("sources.form.role"),
              value: (
                <BlockStack>
                  <Text as="span">{t(`words.role.${role}`)}</Text>
                  <Text as="span" tone="subdued">
                    {t(`words.roleMeaning.${role}`)}
                  </Text>
                </BlockStack>
              ),
            },
          ]}
        />
        <InlineStack>
          <Button url={`/sources/${source.id}/endpoint`}>
            {t(proof === "pem" || proof === "jwks" ? "endpoint.change" : "endpoint.changeAnswer")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

function useAnswerWords(): (response: ResponseContract) => string {
  const { t } = useTranslation();
  return ({ status, body, contentType: type }) => {
    if (status === 204) return t("endpoint.factEmpty", { status });
    return body === null
      ? t("endpoint.factOwn", { status })
      : t("endpoint.factLiteral", { status, type });
  };
}
