import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { applyProposal } from "../../domain/mapping/editing/apply-proposal.ts";
import { problemsOf } from "../../domain/mapping/editing/field-problems.ts";
import { candidatesOf, type Field } from "../../domain/mapping/editing/field.ts";
import type { Finding } from "../../domain/mapping/lint/finding.ts";
import { isMeaning } from "../../domain/mapping/status-rows.ts";
import { useShop } from "../shell/shop-context.tsx";
import { useSaid } from "../parts/use-said.ts";
import { useEditorParts } from "./editor-context.tsx";
import { readablePath } from "./field-words.ts";

/** What is wrong with a field in this message, each with the fix that is proposed. */
export function FieldProblems({ field }: { readonly field: Field }) {
  const { editor, findings, problems } = useEditorParts();
  const isMapped = candidatesOf(editor.file.mapping, field).length > 0;
  const found = problemsOf(findings, field).filter(
    ({ weight, proposal }) => isMapped || weight === "must" || proposal !== null,
  );
  const isOpen = isMapped || found.length > 0;
  if (!isOpen) return null;
  const needsZone = problemsOf(problems, field).some(({ code }) => code === "zone_missing");
  return (
    <BlockStack gap="200">
      {found.map((finding) => (
        <FoundProblem key={`${finding.kind} ${finding.detail}`} finding={finding} />
      ))}
      {needsZone ? <ZoneFix /> : null}
    </BlockStack>
  );
}

function FoundProblem({ finding }: { readonly finding: Finding }) {
  const { editor } = useEditorParts();
  const { detail, weight, proposal } = finding;
  const said = useSaid();
  const words = useProposalWords();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" tone={weight === "must" ? "critical" : "caution"} variant="bodySm">
        {said(detail)}
      </Text>
      {proposal === null ? null : (
        <Button
          size="slim"
          onClick={() => {
            editor.changeFile(applyProposal(editor.file, finding));
          }}
        >
          {words(proposal)}
        </Button>
      )}
    </InlineStack>
  );
}

function useProposalWords(): (proposal: NonNullable<Finding["proposal"]>) => string {
  const { t } = useTranslation();
  return (proposal) => {
    if (proposal.change === "path")
      return t("mapping.fix.path", { path: readablePath(proposal.to) });
    const { status, milestone } = proposal;
    const meaning = !isMeaning(milestone)
      ? milestone
      : milestone === "ignore"
        ? t("words.ignore")
        : t(`words.milestone.${milestone}`);
    return t("mapping.fix.status", { status, meaning });
  };
}

/** Times without a zone are most often in the shop's own. */
function ZoneFix() {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  const { timeZone } = useShop();
  return (
    <InlineStack gap="200">
      {[...new Set([timeZone, "UTC"])].map((zone) => (
        <Button
          key={zone}
          size="slim"
          onClick={() => {
            editor.change((mapping) => ({ ...mapping, zone }));
          }}
        >
          {t("mapping.fix.zone", { zone })}
        </Button>
      ))}
    </InlineStack>
  );
}
