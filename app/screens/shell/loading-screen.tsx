import {
  BlockStack,
  Card,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What is to come: a list of things, or one thing in several cards. */
export type LoadingShape = "list" | "detail";

/** The page to come, in outline. */
export function LoadingScreen({ shape = "detail" }: { readonly shape?: LoadingShape }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("shell.loading")} data-shape={shape}>
      <SkeletonPage backAction={shape === "detail"} fullWidth={shape === "list"}>
        {shape === "list" ? <ListOutline /> : <CardsOutline />}
      </SkeletonPage>
    </div>
  );
}

const ROWS = ["1", "2", "3", "4", "5", "6", "7", "8"] as const;

function ListOutline() {
  return (
    <Card>
      <BlockStack gap="500">
        <SkeletonDisplayText size="small" />
        {ROWS.map((row) => (
          <SkeletonBodyText key={row} lines={1} />
        ))}
      </BlockStack>
    </Card>
  );
}

function CardsOutline() {
  return (
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
  );
}
