import { ChoiceList, FormLayout, Select, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ALERT_LANGUAGES } from "../../domain/alerting/alert-words.ts";
import {
  EVENT_FORMATS,
  EVENT_TYPES,
  SUBSCRIBER_KINDS,
  TEXTED_TYPES,
} from "../../domain/outgoing/event-type.ts";
import {
  MAX_NAME_LENGTH,
  MAX_URL_LENGTH,
  type SubscriberForm,
} from "../../domain/outgoing/subscriber-form.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { EVENT_WORDS } from "./view.ts";

export interface SubscriberCardProps {
  readonly form: SubscriberForm;
  readonly errors: Readonly<Record<string, FieldError>>;
  readonly change: (part: Partial<SubscriberForm>) => void;
}

/** Who it is, and where it is told. */
export function WhoCard({ form, errors, change }: SubscriberCardProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const isTexted = form.kind === "sms";
  return (
    <TitledCard title={t("subscribers.form.who")}>
      <FormLayout>
        <TextField
          label={t("subscribers.form.name")}
          helpText={t("subscribers.form.nameHelp")}
          value={form.name}
          maxLength={MAX_NAME_LENGTH}
          autoComplete="off"
          requiredIndicator
          onChange={(name) => {
            change({ name });
          }}
          {...(errors["name"] === "name_taken"
            ? { error: t("subscribers.form.nameTaken") }
            : problem("name", errors["name"]))}
        />
        <ChoiceList
          title={t("subscribers.form.kind")}
          choices={SUBSCRIBER_KINDS.map((kind) => ({
            value: kind,
            label: t(`subscribers.kind.${kind}`),
            helpText: t(`subscribers.form.kindHelp.${kind}`),
          }))}
          selected={[form.kind]}
          onChange={([kind]) => {
            change({ kind: kind === "sms" ? "sms" : "webhook" });
          }}
        />
        <TextField
          label={t("subscribers.form.url")}
          helpText={t(isTexted ? "subscribers.form.urlHelpSms" : "subscribers.form.urlHelp")}
          value={form.url}
          maxLength={MAX_URL_LENGTH}
          type="url"
          autoComplete="off"
          requiredIndicator={isTexted}
          onChange={(url) => {
            change({ url });
          }}
          {...problem("url", errors["url"])}
        />
        <SecondAddress form={form} errors={errors} change={change} />
        <HowFields form={form} errors={errors} change={change} />
      </FormLayout>
    </TitledCard>
  );
}

function SecondAddress({ form, errors, change }: SubscriberCardProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  if (form.url === "" && form.secondUrl === "") return null;
  return (
    <TextField
      label={t("subscribers.form.secondUrl")}
      helpText={t("subscribers.form.secondUrlHelp")}
      value={form.secondUrl}
      maxLength={MAX_URL_LENGTH}
      type="url"
      autoComplete="off"
      onChange={(secondUrl) => {
        change({ secondUrl });
      }}
      {...problem("url", errors["secondUrl"])}
    />
  );
}

function HowFields({ form, change }: SubscriberCardProps) {
  const { t } = useTranslation();
  return (
    <FormLayout.Group>
      <Select
        label={t("subscribers.form.format")}
        options={EVENT_FORMATS.map((format) => ({
          value: format,
          label: t(`subscribers.form.formats.${format}`),
        }))}
        value={form.format}
        onChange={(value) => {
          change({ format: value === "xml" ? "xml" : "json" });
        }}
      />
      {form.kind === "sms" ? (
        <Select
          label={t("subscribers.form.language")}
          options={ALERT_LANGUAGES.map((language) => ({
            value: language,
            label: t(`alerts.rules.languages.${language}`),
          }))}
          value={form.language}
          onChange={(value) => {
            change({ language: value === "de" ? "de" : "en" });
          }}
        />
      ) : null}
    </FormLayout.Group>
  );
}

/** What it is told. */
export function EventTypesCard({ form, errors, change }: SubscriberCardProps) {
  const { t } = useTranslation();
  const offered = form.kind === "sms" ? TEXTED_TYPES : EVENT_TYPES;
  const isMissing = errors["eventTypes"] !== undefined;
  return (
    <TitledCard title={t("subscribers.form.what")} help={t("subscribers.form.whatHelp")}>
      <ChoiceList
        title={t("subscribers.form.what")}
        titleHidden
        allowMultiple
        choices={offered.map((type) => ({
          value: type,
          label: t(`subscribers.type.${EVENT_WORDS[type]}`),
          helpText: t(`subscribers.typeHelp.${EVENT_WORDS[type]}`),
        }))}
        selected={[...form.eventTypes]}
        onChange={(selected) => {
          change({ eventTypes: EVENT_TYPES.filter((type) => selected.includes(type)) });
        }}
        {...(isMissing ? { error: t("subscribers.form.required") } : {})}
      />
    </TitledCard>
  );
}
