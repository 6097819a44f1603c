import { useTranslation } from "react-i18next";
import type { CareQuestion } from "./care-dialog.tsx";
import type { OrderCare } from "./view.ts";

/** What can be asked for about the order: what is so already cannot. */
export function useCareActions(
  { hold, review }: OrderCare,
  ask: (question: CareQuestion) => void,
): readonly { readonly content: string; readonly onAction: () => void }[] {
  const { t } = useTranslation();
  const asking = (question: CareQuestion) => ({
    content: t(`flow.ask.${question}.open`),
    onAction: () => {
      ask(question);
    },
  });
  return [...(hold === null ? [asking("hold")] : []), ...(review === null ? [asking("mark")] : [])];
}
