import { SaveBar } from "@shopify/app-bridge-react";
import { useTranslation } from "react-i18next";

export interface ContextualSaveBarProps {
  readonly id: string;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** The admin's own bar for unsaved changes; while it is open the admin asks before one leaves. */
export function ContextualSaveBar(props: ContextualSaveBarProps) {
  const { t } = useTranslation();
  const { id, isDirty, isSaving, onSave, onDiscard } = props;
  return (
    <SaveBar id={id} open={isDirty}>
      <button variant="primary" onClick={onSave} {...(isSaving ? { loading: "" } : {})}>
        {t("shell.save")}
      </button>
      <button onClick={onDiscard} disabled={isSaving}>
        {t("shell.discard")}
      </button>
    </SaveBar>
  );
}
