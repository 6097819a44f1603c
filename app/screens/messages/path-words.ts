import { useTranslation } from "react-i18next";
import { isMove } from "../orders/is-move.ts";
import type { LedgerLine } from "../orders/view.ts";
import { useSaid } from "../parts/use-said.ts";
import type { PathStep, PathStepName } from "./path-steps.ts";
import type { MessageDetail } from "./view.ts";

/** What is said below each step of a message's path. */
export function usePathWords(message: MessageDetail): (step: PathStep) => readonly string[] {
  const { t } = useTranslation();
  const said = useSaid();
  const done = useDoneWords(message);
  return ({ name, state }) => {
    switch (state) {
      case "done":
        return done[name]();
      case "stopped":
        return [said(message.reason.detail)];
      case "open":
        return [t("messages.path.notYet")];
      case "skipped":
        if (name === "receipt") return [t("messages.path.noReceipt")];
        return name === "folded" ? [said(message.reason.detail)] : [t("messages.path.notNeeded")];
      case "ahead":
        return [t("messages.path.notReached")];
    }
  };
}

function useDoneWords(message: MessageDetail): Record<PathStepName, () => readonly string[]> {
  const { t } = useTranslation();
  const said = useSaid();
  const entry = useLedgerWords();
  const { source, via, duplicates, parts, problems, mappingVersion } = message;
  const steps = parts.flatMap((part) => part.steps);
  const from = { via: t(`words.via.${via}`), source: source.name };
  return {
    received: () => [
      duplicates.length === 0
        ? t("messages.path.receivedBy", from)
        : t("messages.path.repeated", { ...from, count: duplicates.length }),
    ],
    verified: () => [t(`messages.path.${proofWord(message)}`)],
    recorded: () => [t("messages.path.committed")],
    interpreted: () =>
      mappingVersion === null
        ? [said(message.reason.detail)]
        : [
            problems.length === 0
              ? t("messages.path.withVersion", { version: mappingVersion })
              : t("messages.path.withVersionProblems", {
                  version: mappingVersion,
                  count: problems.length,
                }),
          ],
    folded: () =>
      parts.flatMap(({ order, ledger }) => ledger.map((line) => entry(order.name, line))),
    planned: () => [t("messages.path.steps", { count: steps.length })],
    applied: () =>
      steps.map(({ kind, state }) =>
        t("messages.path.sentStep", {
          step: t(`words.step.${kind}`),
          state: t(`words.intentState.${state}`),
        }),
      ),
    confirmed: () => [
      steps.length === 0 ? t("messages.path.noSteps") : t("messages.path.readBack"),
    ],
    receipt: () => [],
  };
}

/** What showed that the message is the source's own. */
function proofWord({ via, isEdited, isSigned }: MessageDetail) {
  if (via !== "webhook") return isEdited ? "byPerson" : "trusted";
  if (isSigned === null) return "accepted";
  return isSigned ? "signatureValid" : "unsigned";
}

function useLedgerWords(): (order: string, line: LedgerLine) => string {
  const { t } = useTranslation();
  const said = useSaid();
  return (order, line) => {
    const { decision, prior, milestone, detail } = line;
    const values = {
      order,
      decision: t(`words.decision.${decision}`),
      milestone: t(`words.milestone.${milestone}`),
    };
    const words =
      isMove(line) && prior !== null
        ? t("messages.path.entryFrom", { ...values, prior: t(`words.milestone.${prior}`) })
        : t("messages.path.entry", values);
    return detail === null ? words : `${words} (${said(detail)})`;
  };
}
