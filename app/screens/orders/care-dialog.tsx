import { Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";

/** What is asked for with words of one's own. */
export type CareQuestion = "hold" | "mark";

export interface CareDialogProps {
  /** Null while nothing is asked. */
  readonly question: CareQuestion | null;
  readonly onClose: () => void;
  readonly onAnswer: (question: CareQuestion, words: string) => void;
}

/** As the form that takes it. */
const LONGEST_WORDS = 500;

/** Asks why, and does it; the words may be left out. */
export function CareDialog({ question, onClose, onAnswer }: CareDialogProps) {
  return question === null ? null : (
    <Asked key={question} question={question} onClose={onClose} onAnswer={onAnswer} />
  );
}

function Asked({
  question,
  onClose,
  onAnswer,
}: CareDialogProps & { readonly question: CareQuestion }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`flow.ask.${question}.title`)}
      primaryAction={{
        content: t(`flow.ask.${question}.do`),
        onAction: () => {
          onAnswer(question, words.trim());
          onClose();
        },
      }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <TextField
          label={t(`flow.ask.${question}.words`)}
          helpText={t(`flow.ask.${question}.help`)}
          value={words}
          onChange={setWords}
          maxLength={LONGEST_WORDS}
          multiline={2}
          autoComplete="off"
        />
      </Modal.Section>
    </Dialog>
  );
}
