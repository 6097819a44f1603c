import { BlockStack, Button, ButtonGroup, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { EndpointStateBadge } from "./endpoint-state-badge.tsx";
import type { EndpointState } from "./view.ts";

export interface StateCardProps {
  readonly state: EndpointState;
  readonly isSaving: boolean;
  readonly onState: (state: EndpointState) => void;
}

const OTHERS: Readonly<Record<EndpointState, readonly EndpointState[]>> = {
  active: ["paused", "stopped"],
  paused: ["active", "stopped"],
  stopped: ["active"],
};

/** Whether the source's messages are taken and read, and how to change it; each change is asked first. */
export function StateCard({ state, isSaving, onState }: StateCardProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<EndpointState | null>(null);
  return (
    <TitledCard
      title={t("sources.pause.title")}
      aside={<EndpointStateBadge state={state} />}
      help={t(`sources.pause.now.${state}`)}
    >
      <ButtonGroup>
        {OTHERS[state].map((other) => (
          <Button
            key={other}
            loading={isSaving}
            {...(other === "stopped" ? { tone: "critical" as const } : {})}
            onClick={() => {
              setAsked(other);
            }}
          >
            {t(`sources.pause.do.${other}`)}
          </Button>
        ))}
      </ButtonGroup>
      <Dialog
        open={asked !== null}
        onClose={() => {
          setAsked(null);
        }}
        title={t(`sources.pause.ask.${asked ?? state}`)}
        primaryAction={{
          content: t(`sources.pause.do.${asked ?? state}`),
          destructive: asked === "stopped",
          onAction: () => {
            if (asked !== null) onState(asked);
            setAsked(null);
          },
        }}
        secondaryActions={[
          {
            content: t("shell.cancel"),
            onAction: () => {
              setAsked(null);
            },
          },
        ]}
      >
        <Modal.Section>
          <BlockStack gap="200">
            <Text as="p">{t(`sources.pause.means.${asked ?? state}`)}</Text>
          </BlockStack>
        </Modal.Section>
      </Dialog>
    </TitledCard>
  );
}
