import { Banner, BlockStack, Box, Button, ButtonGroup, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

export type ProblemKind = "notFound" | "unavailable" | "broken";

export interface ProblemScreenProps {
  readonly kind: ProblemKind;
  readonly onRetry: () => void;
}

/** What happened instead of the page, in words, with a way on. */
export function ProblemScreen({ kind, onRetry }: ProblemScreenProps) {
  const { t } = useTranslation();
  const tone = kind === "notFound" ? "info" : "critical";
  return (
    <Page title={t(`shell.problem.${kind}Title`)}>
      <Banner tone={tone}>
        <BlockStack gap="300">
          <p>{t(`shell.problem.${kind}`)}</p>
          <Box>
            <ButtonGroup>
              {kind === "notFound" ? null : (
                <Button onClick={onRetry}>{t("shell.problem.retry")}</Button>
              )}
              <Button url="/">{t("shell.problem.back")}</Button>
            </ButtonGroup>
          </Box>
        </BlockStack>
      </Banner>
    </Page>
  );
}
