import { Button } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../domain/mapping/lint/finding.ts";

/** Another place for one of our fields. */
export interface UsedProposal {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

export interface ProposalButtonProps {
  readonly finding: Finding;
  readonly isUsing: boolean;
  readonly onUse: (proposal: UsedProposal) => void;
}

/** Puts the proposed place into the mapping's draft; nothing where none is proposed. */
export function ProposalButton({ finding, isUsing, onUse }: ProposalButtonProps) {
  const { t } = useTranslation();
  const { field, proposal } = finding;
  if (proposal?.change !== "path" || field === null) return null;
  const { from, to } = proposal;
  return (
    <Button
      size="slim"
      variant="primary"
      disabled={isUsing}
      onClick={() => {
        onUse({ field, from, to });
      }}
    >
      {t("drift.use", { to })}
    </Button>
  );
}
