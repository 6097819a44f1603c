import {
  Banner,
  BlockStack,
  ChoiceList,
  FormLayout,
  Link,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldError } from "../../domain/source/source-form.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { DiagnosisCard } from "./diagnosis-card.tsx";
import { diagnosisErrors } from "./diagnosis-form.ts";
import { MissingScopes } from "./missing-scopes.tsx";
import {
  draftOf,
  type SettingErrors,
  settingErrors,
  savedFrom,
  type SettingsDraft,
} from "./settings-form.ts";
import type { SettingsView } from "./view.ts";

export interface SettingsScreenProps {
  readonly settings: SettingsView;
  readonly isSaving: boolean;
  /** Why the last save was refused; null where it was not. */
  readonly error: FieldError | null;
  readonly onSave: (saved: Pick<SettingsView, "setting" | "diagnosis">) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** What counts for the whole shop. */
export function SettingsScreen(props: SettingsScreenProps) {
  const { t } = useTranslation();
  const { settings, isSaving, error, onSave, onDirty } = props;
  const saved = draftOf(settings);
  const [draft, setDraft] = useState(saved);
  const errors = settingErrors(draft, settings.mostRetentionDays);
  const ofDiagnosis = diagnosisErrors(draft.diagnosis);
  const change = (part: Partial<SettingsDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(saved));
  };
  return (
    <Page
      title={t("settings.title")}
      secondaryActions={[
        { content: t("subscribers.title"), url: "/settings/subscribers" },
        { content: t("settings.audit.title"), url: "/settings/audit" },
      ]}
    >
      <ContextualSaveBar
        id="settings"
        isDirty={JSON.stringify(draft) !== JSON.stringify(saved)}
        isSaving={isSaving}
        onSave={() => {
          const wrong = { ...errors, ...ofDiagnosis };
          if (Object.keys(wrong).length === 0) onSave(savedFrom(draft));
        }}
        onDiscard={() => {
          change(saved);
        }}
      />
      <BlockStack gap="400">
        <MissingScopes scopes={settings.missingScopes} />
        {error === null ? null : (
          <Banner
            tone="critical"
            title={t(`sources.error.${error}`, { most: settings.mostRetentionDays })}
          />
        )}
        <ReferenceCard draft={draft} errors={errors} onChange={change} />
        <RetentionCard {...{ draft, errors, settings }} onChange={change} />
        <DiagnosisCard
          draft={draft.diagnosis}
          errors={ofDiagnosis}
          onChange={(diagnosis) => {
            change({ diagnosis });
          }}
        />
        <ElsewhereCard />
      </BlockStack>
    </Page>
  );
}

interface CardProps {
  readonly draft: SettingsDraft;
  readonly errors: SettingErrors;
  readonly onChange: (part: Partial<SettingsDraft>) => void;
}

function useError() {
  const { t } = useTranslation();
  return (error: FieldError | undefined, most = 0) =>
    error === undefined ? {} : { error: t(`sources.error.${error}`, { most }) };
}

function ReferenceCard({ draft, errors, onChange }: CardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("settings.reference.title")} help={t("settings.reference.help")}>
      <FormLayout>
        <ChoiceList
          title={t("settings.reference.where")}
          selected={[draft.kind]}
          choices={[
            {
              value: "metafield",
              label: t("settings.reference.metafield"),
              helpText: t("settings.reference.metafieldHelp"),
            },
            {
              value: "tag",
              label: t("settings.reference.tag"),
              helpText: t("settings.reference.tagHelp"),
            },
          ]}
          onChange={([kind]) => {
            onChange({ kind: kind === "tag" ? "tag" : "metafield" });
          }}
        />
        <ReferenceFields draft={draft} errors={errors} onChange={onChange} />
      </FormLayout>
    </TitledCard>
  );
}

function ReferenceFields({ draft, errors, onChange }: CardProps) {
  const { t } = useTranslation();
  const errorOf = useError();
  if (draft.kind === "tag") {
    return (
      <TextField
        label={t("settings.reference.prefix")}
        helpText={t("settings.reference.prefixHelp", { tag: `${draft.prefix}A17` })}
        value={draft.prefix}
        autoComplete="off"
        {...errorOf(errors.prefix)}
        onChange={(prefix) => {
          onChange({ prefix });
        }}
      />
    );
  }
  return (
    <FormLayout.Group>
      <TextField
        label={t("settings.reference.namespace")}
        value={draft.namespace}
        autoComplete="off"
        {...errorOf(errors.namespace)}
        onChange={(namespace) => {
          onChange({ namespace });
        }}
      />
      <TextField
        label={t("settings.reference.key")}
        value={draft.key}
        autoComplete="off"
        {...errorOf(errors.key)}
        onChange={(key) => {
          onChange({ key });
        }}
      />
    </FormLayout.Group>
  );
}

function RetentionCard({
  draft,
  errors,
  settings,
  onChange,
}: CardProps & { readonly settings: SettingsView }) {
  const { t } = useTranslation();
  const errorOf = useError();
  const { mostRetentionDays: most } = settings;
  return (
    <TitledCard title={t("settings.retention.title")} help={t("settings.retention.help")}>
      <TextField
        label={t("settings.retention.days")}
        helpText={t("settings.retention.daysHelp", { count: most })}
        value={draft.days}
        placeholder={String(most)}
        suffix={t("settings.retention.unit")}
        inputMode="numeric"
        autoComplete="off"
        {...errorOf(errors.days, most)}
        onChange={(days) => {
          onChange({ days });
        }}
      />
    </TitledCard>
  );
}

/** What people look for here and find elsewhere. */
function ElsewhereCard() {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("settings.elsewhere.title")}>
      <BlockStack as="ul" gap="200">
        {(["sources", "alerts"] as const).map((place) => (
          <li key={place}>
            <Text as="span">
              <Link url={`/${place}`}>{t(`shell.nav.${place}`)}</Link>
              {": "}
              {t(`settings.elsewhere.${place}`)}
            </Text>
          </li>
        ))}
        <li>
          <Text as="span">{t("settings.elsewhere.language")}</Text>
        </li>
      </BlockStack>
    </TitledCard>
  );
}
