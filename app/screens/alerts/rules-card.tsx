import { BlockStack, Checkbox, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ALERT_LANGUAGES } from "../../domain/alerting/alert-words.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { draftOf, type RuleDraft, ruleErrors, rulesFrom, type RulesDraft } from "./rules-form.ts";
import type { AlertsView } from "./view.ts";

export interface RulesCardProps {
  readonly setting: AlertsView["setting"];
  readonly isSaving: boolean;
  readonly onSave: (setting: AlertsView["setting"]) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** When somebody is told, and in which language. */
export function RulesCard({ setting, isSaving, onSave, onDirty }: RulesCardProps) {
  const { t } = useTranslation();
  const saved = draftOf(setting);
  const [draft, setDraft] = useState(saved);
  const errors = ruleErrors(draft);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const change = (next: RulesDraft) => {
    setDraft(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(saved));
  };
  const rule = (name: RuleName) => ({
    rule: draft[name],
    error: errors[name],
    onChange: (next: RuleDraft) => {
      change({ ...draft, [name]: next });
    },
  });
  return (
    <TitledCard title={t("alerts.rules.title")} help={t("alerts.rules.help")}>
      <ContextualSaveBar
        id="alert-rules"
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={() => {
          if (Object.keys(errors).length === 0) onSave(rulesFrom(draft));
        }}
        onDiscard={() => {
          change(saved);
        }}
      />
      <BlockStack gap="400">
        <Rule name="source_silent" {...rule("source_silent")} />
        <Rule name="signature_refused" {...rule("signature_refused")} />
        <Rule name="messages_quarantined" {...rule("messages_quarantined")} />
        <Rule name="messages_dead" {...rule("messages_dead")} />
        <Rule name="orders_waiting" {...rule("orders_waiting")} />
        <Rule name="polling_stalled" {...rule("polling_stalled")} />
        <Rule name="queue_failing" {...rule("queue_failing")} />
        <Rule name="discrepancies_open" {...rule("discrepancies_open")} />
        <Rule name="answers_slow" {...rule("answers_slow")} />
        <Rule name="subscriber_unreachable" {...rule("subscriber_unreachable")} />
        <Select
          label={t("alerts.rules.language")}
          helpText={t("alerts.rules.languageHelp")}
          value={draft.language}
          options={ALERT_LANGUAGES.map((value) => ({
            value,
            label: t(`alerts.rules.languages.${value}`),
          }))}
          onChange={(value) => {
            const language = ALERT_LANGUAGES.find((choice) => choice === value);
            if (language !== undefined) change({ ...draft, language });
          }}
        />
      </BlockStack>
    </TitledCard>
  );
}

type RuleName = keyof Omit<RulesDraft, "language">;

const UNLIMITED = [
  "messages_dead",
  "polling_stalled",
  "queue_failing",
  "discrepancies_open",
] as const satisfies readonly RuleName[];
type Unlimited = (typeof UNLIMITED)[number];

function isWithoutLimit(name: RuleName): name is Unlimited {
  return UNLIMITED.some((one) => one === name);
}

interface RuleProps {
  readonly name: RuleName;
  readonly rule: RuleDraft;
  readonly error: FieldError | undefined;
  readonly onChange: (rule: RuleDraft) => void;
}

function Rule({ name, rule, error, onChange }: RuleProps) {
  const { t } = useTranslation();
  const errorProps = useFieldError();
  return (
    <BlockStack gap="100">
      <Checkbox
        label={t(`alerts.rules.${name}.label`)}
        helpText={t(`alerts.rules.${name}.help`)}
        checked={rule.isOn}
        onChange={(isOn) => {
          onChange({ ...rule, isOn });
        }}
      />
      {isWithoutLimit(name) || !rule.isOn ? null : (
        <div className="handoff-indented">
          <TextField
            label={t(`alerts.rules.${name}.limit`)}
            value={rule.limit}
            inputMode="numeric"
            autoComplete="off"
            placeholder={name === "source_silent" ? t("alerts.rules.usual") : ""}
            suffix={t(`alerts.rules.${name}.unit`)}
            {...errorProps("limit", error)}
            onChange={(limit) => {
              onChange({ ...rule, limit });
            }}
          />
        </div>
      )}
    </BlockStack>
  );
}
