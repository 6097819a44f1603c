import { FormLayout, Modal, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_STATUS_LENGTH } from "../../domain/mapping/language/limits.ts";
import { newStatusError, type StatusLine } from "../../domain/mapping/status-lines.ts";
import {
  isMeaning,
  type Meaning,
  MEANINGS,
  type StatusRow,
} from "../../domain/mapping/status-rows.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useFieldError } from "../parts/field-error.ts";
import { type EffectRules, useEffectWords, useMeaningName } from "./effect-words.ts";

export interface AddStatusProps {
  readonly isOpen: boolean;
  /** What is there already, with the edits. */
  readonly lines: readonly StatusLine[];
  readonly rules: EffectRules;
  readonly onAdd: (row: StatusRow) => void;
  readonly onClose: () => void;
}

/** Asks for a status that no message carried yet. */
export function AddStatus({ isOpen, ...form }: AddStatusProps) {
  return isOpen ? <AddForm {...form} /> : null;
}

function AddForm({ lines, rules, onAdd, onClose }: Omit<AddStatusProps, "isOpen">) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const nameOf = useMeaningName();
  const { effect, notice } = useWordsOf(rules);
  const [status, setStatus] = useState("");
  const [meaning, setMeaning] = useState<Meaning>("shipped");
  const [isTried, setTried] = useState(false);
  const error = newStatusError(lines, status);
  const add = () => {
    setTried(true);
    if (error === null) onAdd({ status: status.trim(), meaning });
  };
  return (
    <Dialog
      open
      title={t("statuses.add")}
      onClose={onClose}
      primaryAction={{ content: t("statuses.addAction"), onAction: add }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <TextField
            label={t("statuses.column.status")}
            helpText={t("statuses.addHelp")}
            value={status}
            maxLength={MAX_STATUS_LENGTH}
            autoComplete="off"
            autoFocus
            onChange={setStatus}
            {...problem(
              "status",
              isTried || error === "status_twice" ? (error ?? undefined) : undefined,
            )}
          />
          <Select
            label={t("statuses.column.meaning")}
            options={MEANINGS.map((value) => ({ value, label: nameOf(value) }))}
            value={meaning}
            helpText={`${effect(meaning)} ${notice(meaning)}`}
            onChange={(value) => {
              if (isMeaning(value)) setMeaning(value);
            }}
          />
        </FormLayout>
      </Modal.Section>
    </Dialog>
  );
}

function useWordsOf(rules: EffectRules) {
  const wordsOf = useEffectWords(rules);
  return {
    effect: (meaning: Meaning) => wordsOf(meaning).effect,
    notice: (meaning: Meaning) => wordsOf(meaning).notice,
  };
}
