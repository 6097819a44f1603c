import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { CardBoundary } from "./card-boundary.tsx";

export interface TitledCardProps {
  readonly title: string;
  readonly help?: string;
  /** At the title's end: a badge or a button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A card with a heading of the second level. */
export function TitledCard({ title, help, aside, children }: TitledCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {aside}
          </InlineStack>
          {help === undefined ? null : (
            <Text as="p" tone="subdued">
              {help}
            </Text>
          )}
        </BlockStack>
        <CardBoundary title={title}>{children}</CardBoundary>
      </BlockStack>
    </Card>
  );
}
