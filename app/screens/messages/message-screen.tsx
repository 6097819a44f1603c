import { BlockStack, Modal, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { TwoColumns } from "../parts/two-columns.tsx";
import { MappingProblemsCard } from "./mapping-problems-card.tsx";
import { MessageFacts } from "./message-facts.tsx";
import { PathCard } from "./path-card.tsx";
import { PayloadCard } from "./payload-card.tsx";
import type { UsedProposal } from "../sources/proposal-button.tsx";
import { ProposalsCard } from "./proposals-card.tsx";
import { shortId } from "./short-id.ts";
import type { MessageDetail, RevealedContent } from "./view.ts";

export interface MessageScreenProps {
  readonly message: MessageDetail;
  /** Null until somebody said why the payload has to be seen. */
  readonly revealed: RevealedContent | null;
  readonly isRevealing: boolean;
  readonly onReveal: (reason: string) => void;
  readonly isReplaying: boolean;
  readonly onReplay: () => void;
  readonly isUsingProposal: boolean;
  readonly onUseProposal: (proposal: UsedProposal) => void;
}

/** One message: its path, what is wrong with it, and what was received. */
export function MessageScreen(props: MessageScreenProps) {
  const { t } = useTranslation();
  const { message, isReplaying, onReplay } = props;
  const [isAsking, setAsking] = useState(false);
  const isGone = message.content.payload.kind === "removed";
  return (
    <Page
      title={message.eventId ?? shortId(message.id)}
      titleMetadata={<StateBadge state={message.state} />}
      backAction={{ content: t("messages.title"), url: "/messages" }}
      secondaryActions={[
        {
          content: t("messages.detail.replay"),
          loading: isReplaying,
          disabled: isGone,
          ...(isGone ? { helpText: t("messages.detail.redacted") } : {}),
          onAction: () => {
            setAsking(true);
          },
        },
        ...(isGone || message.state === "recorded"
          ? []
          : [{ content: t("messages.edit.action"), url: `/messages/${message.id}/edit` }]),
      ]}
    >
      <ReplayQuestion
        isOpen={isAsking}
        onClose={() => {
          setAsking(false);
        }}
        onReplay={onReplay}
      />
      <TwoColumns
        main={
          <BlockStack gap="400">
            <MappingProblemsCard message={message} />
            <ProposalsCard
              sourceId={message.source.id}
              findings={message.isSourceRemoved ? [] : message.findings}
              isUsing={props.isUsingProposal}
              onUse={props.onUseProposal}
            />
            <PathCard message={message} />
            <PayloadCard {...props} content={message.content} />
          </BlockStack>
        }
        aside={<MessageFacts message={message} />}
      />
    </Page>
  );
}

interface ReplayQuestionProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onReplay: () => void;
}

function ReplayQuestion({ isOpen, onClose, onReplay }: ReplayQuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={t("messages.detail.replayTitle")}
      primaryAction={{
        content: t("messages.detail.replay"),
        onAction: () => {
          onClose();
          onReplay();
        },
      }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t("messages.detail.replayBody")}</Text>
      </Modal.Section>
    </Dialog>
  );
}
