import { Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";

/** What is asked about before it is done. */
export type Question = "remove" | "renew" | "rotate";

export interface SubscriberQuestionProps {
  /** Null where nothing is asked. */
  readonly question: Question | null;
  readonly onClose: () => void;
  readonly onYes: (question: Question) => void;
}

export function SubscriberQuestion({ question, onClose, onYes }: SubscriberQuestionProps) {
  const { t } = useTranslation();
  if (question === null) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`subscribers.detail.${question}Title`)}
      primaryAction={{
        content: t(`subscribers.detail.${question}`),
        destructive: question === "remove",
        onAction: () => {
          onYes(question);
        },
      }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t(`subscribers.detail.${question}Body`)}</Text>
      </Modal.Section>
    </Dialog>
  );
}
