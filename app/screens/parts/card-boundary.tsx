import { Banner, BlockStack, Box, Button, Text } from "@shopify/polaris";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface CardBoundaryProps {
  readonly title: string;
  readonly children: ReactNode;
}

interface CardBoundaryState {
  readonly hasFailed: boolean;
}

/** Says that one card cannot be shown, and keeps the rest of the page. React asks for a class here. */
export class CardBoundary extends Component<CardBoundaryProps, CardBoundaryState> {
  override readonly state: CardBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): CardBoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { title, children } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <FailedCard
        title={title}
        onRetry={() => {
          this.setState({ hasFailed: false });
        }}
      />
    );
  }
}

/** What stands in the place of a card whose content could not be had. */
export function FailedCard({
  title,
  onRetry,
}: {
  readonly title: string;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Banner tone="warning" title={t("shell.card.failed", { title })}>
      <BlockStack gap="200">
        <Text as="p">{t("shell.card.failedHelp")}</Text>
        <Box>
          <Button onClick={onRetry}>{t("shell.problem.retry")}</Button>
        </Box>
      </BlockStack>
    </Banner>
  );
}
