import { Button, InlineStack, List, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { TitledCard } from "../parts/titled-card.tsx";

export interface RemoveCardProps {
  readonly name: string;
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
}

const CONSEQUENCES = ["address", "secrets", "polling", "kept", "orders"] as const;

/** Takes the source out of use for good; first it says what that means. */
export function RemoveCard({ name, isRemoving, onRemove }: RemoveCardProps) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const close = () => {
    setAsked(false);
  };
  return (
    <TitledCard title={t("sources.remove.title")} help={t("sources.remove.help")}>
      <InlineStack>
        <Button
          tone="critical"
          loading={isRemoving}
          onClick={() => {
            setAsked(true);
          }}
        >
          {t("sources.remove.open")}
        </Button>
      </InlineStack>
      <Dialog
        open={isAsked}
        onClose={close}
        title={t("sources.remove.ask", { name })}
        primaryAction={{
          content: t("sources.remove.do"),
          destructive: true,
          onAction: () => {
            onRemove();
            close();
          },
        }}
        secondaryActions={[{ content: t("shell.cancel"), onAction: close }]}
      >
        <Modal.Section>
          <List>
            {CONSEQUENCES.map((one) => (
              <List.Item key={one}>
                <Text as="span">{t(`sources.remove.means.${one}`)}</Text>
              </List.Item>
            ))}
          </List>
        </Modal.Section>
      </Dialog>
    </TitledCard>
  );
}
