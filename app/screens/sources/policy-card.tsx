import { FormLayout, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy } from "../../domain/plan/policy.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import type { SourceRole } from "./view.ts";

export interface PolicyCardProps {
  readonly role: SourceRole;
  readonly saved: Policy;
  readonly isSaving: boolean;
  readonly onSave: (policy: Policy) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** How the source's claims are carried out in Shopify. */
export function PolicyCard(props: PolicyCardProps) {
  const { t } = useTranslation();
  if (props.role !== "oms") {
    return (
      <TitledCard title={t("sources.detail.policy")}>
        <Text as="p">{t("sources.detail.policyObserved")}</Text>
      </TitledCard>
    );
  }
  return <PolicyForm {...props} />;
}

function PolicyForm({ saved, isSaving, onSave, onDirty }: PolicyCardProps) {
  const { t } = useTranslation();
  const [policy, setPolicy] = useState(saved);
  const change = (part: Partial<Policy>) => {
    const next = { ...policy, ...part };
    setPolicy(next);
    onDirty(isDifferent(next, saved));
  };
  return (
    <TitledCard title={t("sources.detail.policy")}>
      <ContextualSaveBar
        id="policy"
        isDirty={isDifferent(policy, saved)}
        isSaving={isSaving}
        onSave={() => {
          onSave(policy);
        }}
        onDiscard={() => {
          change(saved);
        }}
      />
      <FormLayout>
        <Select
          label={t("sources.detail.notify")}
          options={[
            { value: "always", label: t("sources.detail.notifyAlways") },
            { value: "never", label: t("sources.detail.notifyNever") },
          ]}
          value={policy.notifyCustomer}
          onChange={(notifyCustomer: Policy["notifyCustomer"]) => {
            change({ notifyCustomer });
          }}
        />
        <Select
          label={t("sources.detail.missingTracking")}
          options={[
            { value: "wait", label: t("sources.detail.missingTrackingWait") },
            { value: "apply", label: t("sources.detail.missingTrackingApply") },
          ]}
          value={policy.missingTracking}
          onChange={(missingTracking: Policy["missingTracking"]) => {
            change({ missingTracking });
          }}
        />
        <Select
          label={t("sources.detail.partial")}
          options={[
            { value: "strict", label: t("sources.detail.partialStrict") },
            { value: "quiet", label: t("sources.detail.partialQuiet") },
          ]}
          value={policy.partialShipments}
          onChange={(partialShipments: Policy["partialShipments"]) => {
            change({ partialShipments });
          }}
        />
      </FormLayout>
    </TitledCard>
  );
}

function isDifferent(a: Policy, b: Policy): boolean {
  return (
    a.notifyCustomer !== b.notifyCustomer ||
    a.missingTracking !== b.missingTracking ||
    a.partialShipments !== b.partialShipments
  );
}
