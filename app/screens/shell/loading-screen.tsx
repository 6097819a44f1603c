import {
  BlockStack,
  Card,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** The page to come, in outline. */
export function LoadingScreen() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("shell.loading")}>
      <SkeletonPage>
        <BlockStack gap="400">
          {["first", "second"].map((key) => (
            <Card key={key}>
              <BlockStack gap="400">
                <SkeletonDisplayText size="small" />
                <SkeletonBodyText lines={5} />
              </BlockStack>
            </Card>
          ))}
        </BlockStack>
      </SkeletonPage>
    </div>
  );
}
