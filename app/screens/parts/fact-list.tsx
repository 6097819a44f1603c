import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values, one pair a line. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <BlockStack as="div" gap="200">
      {facts.map(({ label, value }) => (
        <InlineGrid key={label} columns={{ xs: 1, sm: ["oneThird", "twoThirds"] }} gap="100">
          <Text as="span" tone="subdued">
            {label}
          </Text>
          <div className="handoff-breakable">{value}</div>
        </InlineGrid>
      ))}
    </BlockStack>
  );
}
