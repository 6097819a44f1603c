import { BlockStack, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AUTH_CHOICES, PAGING_CHOICES, type PollerForm } from "../../domain/polling/poller-form.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { DraftCardProps } from "./access-card.tsx";
import { withChoice, type PollingChoice } from "./draft.ts";
import { GROUPS, HELPED, isShown, type PollerField } from "./form-groups.ts";
import type { PollingView } from "./view.ts";

/** The ready settings of the system, or those of the form. */
export function HowCard({ view, draft, errors, onChange }: DraftCardProps) {
  const { t } = useTranslation();
  const choices = choicesOf(view);
  return (
    <TitledCard title={t("polling.how.title")} help={t("polling.how.help")}>
      <BlockStack gap="400">
        <Select
          label={t("polling.how.choice")}
          value={draft.choice}
          options={choices.map((value) => ({
            value,
            label: t(`polling.how.${value}`, { name: view.preset?.name }),
          }))}
          onChange={(value) => {
            const choice = choices.find((one) => one === value) ?? draft.choice;
            onChange(withChoice(draft, choice));
          }}
        />
        {draft.choice === "json" ? (
          <DefinitionText
            text={draft.definition}
            error={errors["definition"]}
            onChange={(definition) => {
              onChange({ ...draft, definition });
            }}
          />
        ) : null}
        {draft.choice === "own" ? (
          <PollerFields
            form={draft.form}
            errors={errors}
            onChange={(form) => {
              onChange({ ...draft, form });
            }}
          />
        ) : null}
      </BlockStack>
    </TitledCard>
  );
}

interface TextProps {
  readonly text: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

/** To take settings from elsewhere, to keep them elsewhere, and for what the form cannot say. */
function DefinitionText({ text, error, onChange }: TextProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t("polling.how.text")}
      helpText={t("polling.how.textHelp")}
      value={text}
      multiline={12}
      maxHeight={480}
      monospaced
      autoComplete="off"
      spellCheck={false}
      {...(error === undefined ? {} : { error })}
      onChange={onChange}
    />
  );
}

function choicesOf({ preset }: PollingView): readonly PollingChoice[] {
  return [...(preset === null ? [] : (["preset"] as const)), "own", "json"];
}

interface FieldsProps {
  readonly form: PollerForm;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (form: PollerForm) => void;
}

function PollerFields(props: FieldsProps) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="500">
      {GROUPS.map(({ group, fields }) => (
        <BlockStack gap="200" key={group}>
          <Text as="h3" variant="headingSm">
            {t(`polling.group.${group}`)}
          </Text>
          <FormLayout>
            {fields
              .filter((field) => isShown(field, props.form))
              .map((field) => (
                <PollerFieldInput key={field} field={field} {...props} />
              ))}
          </FormLayout>
        </BlockStack>
      ))}
    </BlockStack>
  );
}

const CHOICES: Partial<Record<PollerField, readonly string[]>> = {
  auth: AUTH_CHOICES,
  paging: PAGING_CHOICES,
  isSorted: ["yes", "no"],
};

function PollerFieldInput({
  field,
  form,
  errors,
  onChange,
}: FieldsProps & { readonly field: PollerField }) {
  const { t } = useTranslation();
  const error = errors[field];
  const help = HELPED.find((one) => one === field);
  const shared = {
    label: t(`polling.field.${field}`),
    value: String(form[field]),
    ...(help === undefined ? {} : { helpText: t(`polling.fieldHelp.${help}`) }),
    ...(error === undefined ? {} : { error }),
    onChange: (value: string) => {
      onChange({ ...form, [field]: value });
    },
  };
  const choices = CHOICES[field];
  if (choices === undefined) {
    const isNumber = typeof form[field] === "number";
    return <TextField {...shared} autoComplete="off" {...(isNumber ? { type: "number" } : {})} />;
  }
  const words = (value: string) =>
    field === "paging" && value === "none"
      ? t("polling.pagingNone")
      : t(`polling.option.${value}` as "polling.option.page"); // every choice has its words
  return <Select {...shared} options={choices.map((value) => ({ value, label: words(value) }))} />;
}
