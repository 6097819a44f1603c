import { TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MAX_URL_LENGTH } from "../../domain/source/access-form.ts";
import { MAX_KEYS_LENGTH } from "../../domain/source/source-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { EndpointFieldsProps } from "./endpoint-screen.tsx";

/** The public keys of a source that signs with its own; nothing for all others. */
export function KeyCard(props: EndpointFieldsProps) {
  const { t } = useTranslation();
  switch (props.view.proof) {
    case "secret":
    case "none":
      return null;
    case "pem":
      return (
        <TitledCard
          title={t("endpoint.keys")}
          help={t("endpoint.keysCount", { count: props.view.keys })}
        >
          <PublicKeys {...props} />
        </TitledCard>
      );
    case "jwks":
      return (
        <TitledCard title={t("endpoint.keySet")} help={t("endpoint.keySetHelp")}>
          <KeySet {...props} />
        </TitledCard>
      );
  }
}

function PublicKeys({ form, errors, change }: EndpointFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TextField
      label={t("endpoint.newKeys")}
      helpText={t("endpoint.newKeysHelp")}
      value={form.publicKeys}
      maxLength={MAX_KEYS_LENGTH}
      multiline={4}
      maxHeight={240}
      monospaced
      autoComplete="off"
      onChange={(publicKeys) => {
        change({ publicKeys });
      }}
      {...problem("publicKeys", errors.publicKeys)}
    />
  );
}

function KeySet({ form, errors, change }: EndpointFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TextField
      label={t("sources.form.keySetUrl")}
      value={form.keySetUrl}
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
