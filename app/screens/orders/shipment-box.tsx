import { Badge, BlockStack, Box, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface ShipmentBoxProps {
  readonly title: string;
  readonly status: string | null;
  readonly children: ReactNode;
}

/** One shipment of either side. */
export function ShipmentBox({ title, status, children }: ShipmentBoxProps) {
  return (
    <Box padding="300" borderColor="border" borderWidth="025" borderRadius="200">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h4" variant="headingSm">
            {title}
          </Text>
          {status === null ? null : <Badge>{status}</Badge>}
        </InlineStack>
        {children}
      </BlockStack>
    </Box>
  );
}
