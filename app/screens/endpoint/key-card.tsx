import { useTranslation } from "react-i18next";
import { KeySetField, PublicKeysField } from "../parts/key-fields.tsx";
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
  return (
    <PublicKeysField
      label={t("endpoint.newKeys")}
      help={t("endpoint.newKeysHelp")}
      value={form.publicKeys}
      error={errors.publicKeys}
      onChange={(publicKeys) => {
        change({ publicKeys });
      }}
    />
  );
}

function KeySet({ form, errors, change }: EndpointFieldsProps) {
  const { t } = useTranslation();
  return (
    <KeySetField
      label={t("sources.form.keySetUrl")}
      value={form.keySetUrl}
      error={errors.keySetUrl}
      onChange={(keySetUrl) => {
        change({ keySetUrl });
      }}
    />
  );
}
