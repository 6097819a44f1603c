import { BlockStack, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { TitledCard } from "../parts/titled-card.tsx";
import type { DiagnosisDraft, DiagnosisErrors } from "./diagnosis-form.ts";

export interface DiagnosisCardProps {
  readonly draft: DiagnosisDraft;
  readonly errors: DiagnosisErrors;
  readonly onChange: (draft: DiagnosisDraft) => void;
}

/** When a difference is a fault, when it should be mended, and what mending costs. */
export function DiagnosisCard(props: DiagnosisCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("settings.diagnosis.title")} help={t("settings.diagnosis.help")}>
      <BlockStack gap="400">
        <FormLayout>
          <FormLayout.Group>
            <Field {...props} field="graceMinutes" />
            <Field {...props} field="dueHours" />
          </FormLayout.Group>
        </FormLayout>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t("settings.diagnosis.ratesTitle")}
          </Text>
          <Text as="p" tone="subdued">
            {t("settings.diagnosis.ratesHelp")}
          </Text>
        </BlockStack>
        <FormLayout>
          <FormLayout.Group>
            <Field {...props} field="currency" />
            <Field {...props} field="hourlyRate" />
          </FormLayout.Group>
          <FormLayout.Group>
            <Field {...props} field="minutesPerCorrection" />
            <Field {...props} field="costPerContact" />
          </FormLayout.Group>
          <Field {...props} field="contactsPerHundred" />
        </FormLayout>
      </BlockStack>
    </TitledCard>
  );
}

function Field({
  draft,
  errors,
  onChange,
  field,
}: DiagnosisCardProps & { readonly field: keyof DiagnosisDraft }) {
  const { t } = useTranslation();
  const error = errors[field];
  return (
    <TextField
      label={t(`settings.diagnosis.${field}.label`)}
      helpText={t(`settings.diagnosis.${field}.help`)}
      value={draft[field]}
      inputMode={field === "currency" ? "text" : "decimal"}
      autoComplete="off"
      {...(error === undefined ? {} : { error: t(`settings.diagnosis.error.${error}`) })}
      onChange={(text) => {
        onChange({ ...draft, [field]: text });
      }}
    />
  );
}
