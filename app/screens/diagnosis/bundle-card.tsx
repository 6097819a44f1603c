import { Button, InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../parts/copy-button.tsx";
import { TitledCard } from "../parts/titled-card.tsx";

export interface BundleCardProps {
  /** The page as it is pasted into a ticket. */
  readonly markdown: string;
  readonly isBundling: boolean;
  readonly onBundle: () => void;
}

/** What goes into a ticket: the page as text, and a file with all that led to it. */
export function BundleCard({ markdown, isBundling, onBundle }: BundleCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("diagnosis.summary.file")} help={t("diagnosis.summary.fileHelp")}>
      <InlineStack gap="200">
        <Button onClick={onBundle} loading={isBundling}>
          {t("diagnosis.summary.bundle")}
        </Button>
        <CopyButton text={markdown} what={t("diagnosis.summary.markdown")} />
      </InlineStack>
    </TitledCard>
  );
}
