import { ChoiceList, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFieldError } from "../parts/field-error.ts";
import { KeySetField, PublicKeysField } from "../parts/key-fields.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import type { ConnectFieldsProps } from "./connect-source-screen.tsx";
import {
  MAX_HEADER_LENGTH,
  MAX_SECRET_LENGTH,
  needsHeader,
  NO_PRESET,
  SCHEME_CHOICES,
  type SchemeChoice,
} from "../../domain/source/source-form.ts";

/** How the system proves that a delivery is its own. */
export function SignatureFields({ form, errors, change, presets }: ConnectFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const chosen = presets.find(({ id }) => id === form.preset);
  const preset = chosen?.name ?? "";
  if (chosen?.isQueued === true) {
    return (
      <TitledCard title={t("queue.title")}>
        <Text as="p">{t("queue.connected.next", { name: preset })}</Text>
      </TitledCard>
    );
  }
  return (
    <TitledCard title={t("sources.form.security")}>
      <FormLayout>
        <Select
          label={t("sources.form.scheme")}
          helpText={t("sources.form.schemeHelp")}
          options={choicesFor(form).map((choice) => ({
            value: choice,
            label: t(`sources.scheme.${choice}`, { preset }),
          }))}
          value={form.scheme}
          onChange={(scheme: SchemeChoice) => {
            change({ scheme });
          }}
          {...problem("scheme", errors.scheme)}
        />
        {needsHeader(form.scheme) ? (
          <TextField
            label={t("sources.scheme.header")}
            helpText={t("sources.scheme.headerHelp")}
            value={form.header}
            maxLength={MAX_HEADER_LENGTH}
            monospaced
            autoComplete="off"
            onChange={(header) => {
              change({ header });
            }}
            {...problem("header", errors.header)}
          />
        ) : null}
        <ProofFields form={form} errors={errors} change={change} presets={presets} />
      </FormLayout>
    </TitledCard>
  );
}

/** Without a preset there is none to sign like. */
function choicesFor({ preset }: ConnectFieldsProps["form"]): readonly SchemeChoice[] {
  return SCHEME_CHOICES.filter((choice) => choice !== "preset" || preset !== NO_PRESET);
}

/** What has to be entered for the deliveries to be verified. */
function ProofFields(props: ConnectFieldsProps) {
  const { t } = useTranslation();
  const { form, presets } = props;
  const preset = presets.find(({ id }) => id === form.preset);
  const proof = form.scheme === "preset" ? (preset?.proof ?? "secret") : "secret";
  switch (proof) {
    case "secret":
      return <SecretFields {...props} />;
    case "pem":
      return <PublicKeys {...props} />;
    case "jwks":
      return <KeySet {...props} known={preset?.keySetUrl ?? ""} />;
    case "none":
      return (
        <Text as="p" tone="subdued">
          {t("sources.form.noProof")}
        </Text>
      );
  }
}

function PublicKeys({ form, errors, change }: ConnectFieldsProps) {
  const { t } = useTranslation();
  return (
    <PublicKeysField
      label={t("sources.form.publicKeys")}
      help={t("sources.form.publicKeysHelp")}
      value={form.publicKeys}
      error={errors.publicKeys}
      isRequired
      onChange={(publicKeys) => {
        change({ publicKeys });
      }}
    />
  );
}

function KeySet(props: ConnectFieldsProps & { readonly known: string }) {
  const { t } = useTranslation();
  const { form, errors, change, known } = props;
  return (
    <KeySetField
      label={t("sources.form.keySetUrl")}
      help={t("sources.form.keySetUrlHelp")}
      value={form.keySetUrl}
      placeholder={known}
      error={errors.keySetUrl}
      onChange={(keySetUrl) => {
        change({ keySetUrl });
      }}
    />
  );
}

function SecretFields({ form, errors, change }: ConnectFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <>
      <ChoiceList
        title={t("sources.form.secretOwner")}
        choices={[
          { value: "ours", label: t("sources.form.secretOurs") },
          { value: "theirs", label: t("sources.form.secretTheirs") },
        ]}
        selected={[form.secretOwner]}
        onChange={([owner]) => {
          change({ secretOwner: owner === "theirs" ? "theirs" : "ours", secret: "" });
        }}
      />
      {form.secretOwner === "theirs" ? (
        <TextField
          label={t("sources.form.secret")}
          helpText={t("sources.form.secretHelp")}
          type="password"
          value={form.secret}
          maxLength={MAX_SECRET_LENGTH}
          autoComplete="off"
          requiredIndicator
          onChange={(secret) => {
            change({ secret });
          }}
          {...problem("secret", errors.secret)}
        />
      ) : null}
    </>
  );
}
