import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";

export interface NothingYetProps {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly url?: string;
  readonly onAction?: () => void;
  readonly isPrimary?: boolean;
}

/** An empty state: what will be here, and the one thing to do. */
export function NothingYet(props: NothingYetProps) {
  return (
    <Card>
      <NothingFound {...props} />
    </Card>
  );
}

/** The same within a card: a list in which nothing matches. */
export function NothingFound(props: NothingYetProps) {
  const { title, body, action, url, onAction, isPrimary = false } = props;
  return (
    <Box paddingBlock={{ xs: "600", sm: "1200" }} paddingInline="400">
      <BlockStack gap="400" inlineAlign="center">
        <BlockStack gap="200" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {title}
          </Text>
          <div className="handoff-narrow-text">
            <Text as="p" tone="subdued" alignment="center">
              {body}
            </Text>
          </div>
        </BlockStack>
        <InlineStack align="center">
          <Button
            variant={isPrimary ? "primary" : "secondary"}
            {...(url === undefined ? {} : { url })}
            {...(onAction === undefined ? {} : { onClick: onAction })}
          >
            {action}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}
