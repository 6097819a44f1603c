import {
  BlockStack,
  ChoiceList,
  FormLayout,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  ANSWER_STATUSES,
  type EndpointForm,
  MAX_ANSWER_LENGTH,
} from "../../domain/source/endpoint-form.ts";
import type { FieldErrors } from "../../domain/source/source-form.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { KeyCard } from "./key-card.tsx";
import { UnreadableCard } from "./unreadable-card.tsx";
import type { EndpointView } from "./view.ts";

export interface EndpointScreenProps {
  readonly view: EndpointView;
  readonly errors: FieldErrors<EndpointForm>;
  readonly isSaving: boolean;
  readonly onSave: (form: EndpointForm) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** What an endpoint answers, and whose keys it believes. */
export function EndpointScreen({ view, errors, isSaving, onSave, onDirty }: EndpointScreenProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(view.form);
  const isDirty = JSON.stringify(form) !== JSON.stringify(view.form);
  const change = (part: Partial<EndpointForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(view.form));
  };
  const fields = { view, form, errors, change };
  return (
    <Page
      title={t("endpoint.title")}
      subtitle={view.sourceName}
      backAction={{ content: view.sourceName, url: `/sources/${view.sourceId}` }}
      narrowWidth
    >
      <ContextualSaveBar
        id="endpoint"
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={() => {
          onSave(form);
        }}
        onDiscard={() => {
          change(view.form);
        }}
      />
      <BlockStack gap="400">
        <AnswerCard {...fields} />
        <UnreadableCard {...fields} />
        <KeyCard {...fields} />
      </BlockStack>
    </Page>
  );
}

export interface EndpointFieldsProps {
  readonly view: EndpointView;
  readonly form: EndpointForm;
  readonly errors: FieldErrors<EndpointForm>;
  readonly change: (part: Partial<EndpointForm>) => void;
}

function AnswerCard({ form, errors, change, view }: EndpointFieldsProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("endpoint.answer")} help={t("endpoint.answerHelp")}>
      <FormLayout>
        <Select
          label={t("endpoint.status")}
          options={ANSWER_STATUSES.map((status) => ({
            value: status,
            label: t(`endpoint.statuses.${status}`),
          }))}
          value={form.status}
          onChange={(status: EndpointForm["status"]) => {
            change({ status });
          }}
        />
        {form.status === "204" ? (
          <Text as="p" tone="subdued">
            {t("endpoint.noBody")}
          </Text>
        ) : (
          <BodyFields form={form} errors={errors} change={change} view={view} />
        )}
      </FormLayout>
    </TitledCard>
  );
}

function BodyFields({ form, errors, change }: EndpointFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <FormLayout>
      <ChoiceList
        title={t("endpoint.body")}
        choices={[
          { value: "own", label: t("endpoint.own"), helpText: t("endpoint.ownHelp") },
          { value: "literal", label: t("endpoint.literal"), helpText: t("endpoint.literalHelp") },
        ]}
        selected={[form.body]}
        onChange={([body]) => {
          change({ body: body === "literal" ? "literal" : "own" });
        }}
      />
      {form.body === "literal" ? (
        <FormLayout>
          <TextField
            label={t("endpoint.contentType")}
            value={form.contentType}
            maxLength={100}
            monospaced
            autoComplete="off"
            onChange={(contentType) => {
              change({ contentType });
            }}
            {...problem("contentType", errors.contentType)}
          />
          <TextField
            label={t("endpoint.text")}
            value={form.text}
            maxLength={MAX_ANSWER_LENGTH}
            multiline={3}
            maxHeight={240}
            monospaced
            autoComplete="off"
            onChange={(text) => {
              change({ text });
            }}
            {...problem("answer", errors.text)}
          />
        </FormLayout>
      ) : null}
    </FormLayout>
  );
}
