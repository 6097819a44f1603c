import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What happened to a shipment, oldest first. */
export function EventList(props: {
  readonly events: readonly { readonly key: string; readonly text: string }[];
}) {
  const { t } = useTranslation();
  if (props.events.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {`${t("orders.detail.events")}: ${t("orders.detail.noEvents")}`}
      </Text>
    );
  }
  return (
    <BlockStack as="ol" gap="050">
      {props.events.map(({ key, text }) => (
        <li key={key}>
          <Text as="span" tone="subdued">
            {text}
          </Text>
        </li>
      ))}
    </BlockStack>
  );
}
