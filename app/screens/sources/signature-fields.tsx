import { ChoiceList, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MAX_URL_LENGTH } from "../../domain/source/access-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { ConnectFieldsProps } from "./connect-source-screen.tsx";
import {
  MAX_HEADER_LENGTH,
  MAX_KEYS_LENGTH,
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
  const preset = presets.find(({ id }) => id === form.preset)?.name ?? "";
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
      return <PublicKeyField {...props} />;
    case "jwks":
      return <KeySetField {...props} known={preset?.keySetUrl ?? ""} />;
    case "none":
      return (
        <Text as="p" tone="subdued">
          {t("sources.form.noProof")}
        </Text>
      );
  }
}

function PublicKeyField({ form, errors, change }: ConnectFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TextField
      label={t("sources.form.publicKeys")}
      helpText={t("sources.form.publicKeysHelp")}
      value={form.publicKeys}
      maxLength={MAX_KEYS_LENGTH}
      multiline={4}
      maxHeight={240}
      monospaced
      autoComplete="off"
      requiredIndicator
      onChange={(publicKeys) => {
        change({ publicKeys });
      }}
      {...problem("publicKeys", errors.publicKeys)}
    />
  );
}

function KeySetField(props: ConnectFieldsProps & { readonly known: string }) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const { form, errors, change, known } = props;
  return (
    <TextField
      label={t("sources.form.keySetUrl")}
      helpText={t("sources.form.keySetUrlHelp")}
      value={form.keySetUrl}
      placeholder={known}
      maxLength={MAX_URL_LENGTH}
      type="url"
      autoComplete="off"
      onChange={(keySetUrl) => {
        change({ keySetUrl });
      }}
      {...problem("baseUrl", errors.keySetUrl)}
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
