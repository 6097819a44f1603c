import { Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";

interface RemoveQuestionProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** Asks before a queue and its key are forgotten. */
export function RemoveQuestion({ isOpen, onClose, onRemove }: RemoveQuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={t("queue.removeTitle")}
      primaryAction={{
        content: t("queue.remove"),
        destructive: true,
        onAction: () => {
          onClose();
          onRemove();
        },
      }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t("queue.removeBody")}</Text>
      </Modal.Section>
    </Dialog>
  );
}
