import { Banner, BlockStack, FormLayout, Page, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import {
  type ConnectSourceForm,
  type FieldErrors,
  MAX_NAME_LENGTH,
  NO_PRESET,
  type SchemeChoice,
} from "../../domain/source/source-form.ts";
import { SignatureFields } from "./signature-fields.tsx";
import { SOURCE_ROLES, type SourceRole } from "../../domain/source/source-role.ts";
import type { PresetChoice } from "./view.ts";

export interface ConnectSourceScreenProps {
  readonly presets: readonly PresetChoice[];
  readonly initial: ConnectSourceForm;
  readonly errors: FieldErrors<ConnectSourceForm>;
  readonly isSaving: boolean;
  readonly onSave: (form: ConnectSourceForm) => void;
  /** Told whether there is something to lose. */
  readonly onDirty: (isDirty: boolean) => void;
}

/** The form that connects a system: what it is, and how it signs. */
export function ConnectSourceScreen(props: ConnectSourceScreenProps) {
  const { t } = useTranslation();
  const { presets, initial, errors, isSaving, onSave, onDirty } = props;
  const [form, setForm] = useState(initial);
  const isDirty = JSON.stringify(form) !== JSON.stringify(initial);
  const change = (part: Partial<ConnectSourceForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(initial));
  };
  const fields = { form, errors, change };
  return (
    <Page
      title={t("sources.form.title")}
      backAction={{ content: t("sources.title"), url: "/sources" }}
      primaryAction={{
        content: t("sources.form.submit"),
        loading: isSaving,
        onAction: () => {
          onSave(form);
        },
      }}
      narrowWidth
    >
      <ContextualSaveBar
        id="connect-source"
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={() => {
          onSave(form);
        }}
        onDiscard={() => {
          change(initial);
        }}
      />
      <BlockStack gap="400">
        {errors.form === undefined ? null : (
          <Banner tone="critical" title={t(`sources.error.${errors.form}`, { most: 0 })} />
        )}
        <AboutFields {...fields} presets={presets} />
        <SignatureFields {...fields} presets={presets} />
      </BlockStack>
    </Page>
  );
}

export interface ConnectFieldsProps {
  readonly form: ConnectSourceForm;
  readonly errors: FieldErrors<ConnectSourceForm>;
  readonly change: (part: Partial<ConnectSourceForm>) => void;
  readonly presets: readonly PresetChoice[];
}

function AboutFields({ form, errors, change, presets }: ConnectFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TitledCard title={t("sources.form.about")}>
      <FormLayout>
        <Select
          label={t("sources.form.preset")}
          helpText={t(
            form.preset === NO_PRESET ? "sources.form.noPresetHelp" : "sources.form.presetHelp",
          )}
          options={[
            ...presets.map(({ id, name }) => ({ value: id, label: name })),
            { value: NO_PRESET, label: t("sources.form.noPreset") },
          ]}
          value={form.preset}
          onChange={(preset) => {
            const isQueued = presets.some((one) => one.id === preset && one.isQueued);
            change({
              preset,
              scheme: schemeFor(preset, form.scheme),
              ...(isQueued ? UNSIGNED : {}),
            });
          }}
          {...problem("preset", errors.preset)}
        />
        <TextField
          label={t("sources.form.name")}
          helpText={t("sources.form.nameHelp")}
          value={form.name}
          maxLength={MAX_NAME_LENGTH}
          autoComplete="off"
          requiredIndicator
          onChange={(name) => {
            change({ name });
          }}
          {...problem("name", errors.name)}
        />
        <Select
          label={t("sources.form.role")}
          helpText={t(`words.roleMeaning.${form.role}`)}
          options={SOURCE_ROLES.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
          value={form.role}
          onChange={(role: SourceRole) => {
            change({ role });
          }}
          {...problem("role", errors.role)}
        />
      </FormLayout>
    </TitledCard>
  );
}

/** What comes through a queue is proved by the right to read the queue. */
const UNSIGNED = { scheme: "preset", secretOwner: "ours", secret: "" } as const;

/** A preset signs in its own way until somebody says otherwise; without one the commonest way is a start. */
function schemeFor(preset: string, chosen: SchemeChoice): SchemeChoice {
  return preset === NO_PRESET && chosen === "preset" ? "hmac_sha256_hex" : chosen;
}
