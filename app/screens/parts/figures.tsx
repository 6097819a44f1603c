import { BlockStack, InlineGrid, type InlineGridProps, Text } from "@shopify/polaris";

export interface Figure {
  readonly label: string;
  readonly value: string;
}

/** A few numbers side by side, each over what it counts. */
export function Figures({
  figures,
  columns,
}: {
  readonly figures: readonly Figure[];
  readonly columns: NonNullable<InlineGridProps["columns"]>;
}) {
  return (
    <InlineGrid columns={columns} gap="400">
      {figures.map(({ label, value }) => (
        <BlockStack key={label} gap="100">
          <span className="handoff-figure">
            <Text as="p" variant="headingLg">
              {value}
            </Text>
          </span>
          <Text as="p" tone="subdued" variant="bodySm">
            {label}
          </Text>
        </BlockStack>
      ))}
    </InlineGrid>
  );
}
