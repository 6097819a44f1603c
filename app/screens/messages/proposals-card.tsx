import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../domain/mapping/lint/finding.ts";
import { isMeaning } from "../../domain/mapping/status-rows.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { ProposalButton, type UsedProposal } from "../sources/proposal-button.tsx";

export interface ProposalsCardProps {
  readonly sourceId: string;
  readonly findings: readonly Finding[];
  readonly isUsing: boolean;
  readonly onUse: (proposal: UsedProposal) => void;
}

/** What would mend the mapping for a message that lacks something, each with the button that does it. */
export function ProposalsCard({ sourceId, findings, isUsing, onUse }: ProposalsCardProps) {
  const { t } = useTranslation();
  const said = useSaid();
  if (findings.length === 0) return null;
  return (
    <TitledCard title={t("drift.proposals")} help={t("drift.proposalsHelp")}>
      <BlockStack gap="300">
        {findings.map((finding) => (
          <BlockStack key={`${finding.field ?? ""} ${finding.detail}`} gap="150">
            <Text as="p">{said(finding.detail)}</Text>
            <InlineStack>
              {finding.proposal?.change === "status" ? (
                <Button url={`/sources/${sourceId}/statuses`}>
                  {t("drift.mapStatus", {
                    status: finding.proposal.status,
                    meaning: meaningName(finding.proposal.milestone),
                  })}
                </Button>
              ) : (
                <ProposalButton finding={finding} isUsing={isUsing} onUse={onUse} />
              )}
            </InlineStack>
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );

  function meaningName(milestone: string): string {
    if (!isMeaning(milestone) || milestone === "ignore") return t("words.ignore");
    return t(`words.milestone.${milestone}`);
  }
}
