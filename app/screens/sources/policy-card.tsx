import { BlockStack, Divider, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy } from "../../domain/plan/policy.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import type { SourceRole } from "../../domain/source/source-role.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { CancellationChoices, ShipmentChoices } from "./policy-choices.tsx";
import {
  draftOf,
  policyErrors,
  policyFrom,
  type PolicyDraft,
  refusedErrors,
} from "./policy-form.ts";
import { NoticeFields } from "./policy-notices.tsx";
import { TrackingLinks } from "./tracking-links.tsx";

export interface PolicyCardProps {
  readonly role: SourceRole;
  readonly saved: Policy;
  readonly isSaving: boolean;
  /** What the last save was refused for, by the path of the field. */
  readonly refused: Readonly<Record<string, FieldError>>;
  readonly onSave: (policy: Policy) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** How the source's claims are carried out in Shopify, and what its customers are told. */
export function PolicyCard(props: PolicyCardProps) {
  const { t } = useTranslation();
  if (props.role !== "oms") {
    return (
      <TitledCard title={t("sources.policy.title")}>
        <Text as="p">{t("sources.policy.observed")}</Text>
      </TitledCard>
    );
  }
  return <PolicyForm {...props} />;
}

function PolicyForm({ saved, isSaving, refused, onSave, onDirty }: PolicyCardProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(saved));
  const own = policyErrors(draft);
  const errors = own.size > 0 ? own : refusedErrors(refused, draft);
  const change = (next: PolicyDraft) => {
    setDraft(next);
    onDirty(isDifferent(next, saved));
  };
  const answer = (part: Partial<PolicyDraft["answers"]>) => {
    change({ ...draft, answers: { ...draft.answers, ...part } });
  };
  return (
    <TitledCard title={t("sources.policy.title")} help={t("sources.policy.help")}>
      <ContextualSaveBar
        id="policy"
        isDirty={isDifferent(draft, saved)}
        isSaving={isSaving}
        onSave={() => {
          if (own.size === 0) onSave(policyFrom(draft));
        }}
        onDiscard={() => {
          change(draftOf(saved));
        }}
      />
      <BlockStack gap="400">
        <NoticeFields
          notices={draft.notices}
          errors={errors}
          onChange={(notices) => {
            change({ ...draft, notices });
          }}
        />
        <Divider />
        <ShipmentChoices answers={draft.answers} onAnswer={answer} />
        <Divider />
        <CancellationChoices answers={draft.answers} onAnswer={answer} />
        <Divider />
        <TrackingLinks
          links={draft.links}
          errors={errors}
          onChange={(links) => {
            change({ ...draft, links });
          }}
        />
      </BlockStack>
    </TitledCard>
  );
}

function isDifferent(draft: PolicyDraft, saved: Policy): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(saved));
}
