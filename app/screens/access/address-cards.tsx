import { ChoiceList, FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { AccessForm } from "../../domain/source/access-form.ts";
import { MAX_URL_LENGTH } from "../../domain/source/access-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { AccessFieldsProps } from "./access-screen.tsx";

/** Where the API is. */
export function AddressCard({ form, errors, change }: AccessFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TitledCard title={t("access.address")}>
      <TextField
        label={t("access.baseUrl")}
        helpText={t("access.baseUrlHelp")}
        value={form.baseUrl}
        maxLength={MAX_URL_LENGTH}
        type="url"
        autoComplete="off"
        requiredIndicator
        onChange={(baseUrl) => {
          change({ baseUrl });
        }}
        {...problem("baseUrl", errors["baseUrl"])}
      />
    </TitledCard>
  );
}

const CHECKS = ["public", "own_authority", "pinned"] as const;

export interface CertificateCardProps {
  readonly form: Pick<AccessForm, "tls" | "authority" | "fingerprint">;
  readonly errors: AccessFieldsProps["errors"];
  readonly change: (part: Partial<CertificateCardProps["form"]>) => void;
}

/** Whom Handoff believes to be the other side. */
export function CertificateCard({ form, errors, change }: CertificateCardProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TitledCard title={t("access.certificate")} help={t("access.certificateHelp")}>
      <FormLayout>
        <ChoiceList
          title={t("access.check")}
          titleHidden
          choices={CHECKS.map((check) => ({
            value: check,
            label: t(`access.checks.${check}`),
            helpText: t(`access.checkHelp.${check}`),
          }))}
          selected={[form.tls]}
          onChange={([tls]) => {
            change({ tls: checkNamed(tls) });
          }}
        />
        {form.tls === "own_authority" ? (
          <TextField
            label={t("access.authority")}
            value={form.authority}
            multiline={4}
            maxHeight={240}
            monospaced
            autoComplete="off"
            onChange={(authority) => {
              change({ authority });
            }}
            {...problem("authority", errors["authority"])}
          />
        ) : null}
        {form.tls === "pinned" ? (
          <TextField
            label={t("access.fingerprint")}
            helpText={t("access.fingerprintHelp")}
            value={form.fingerprint}
            monospaced
            autoComplete="off"
            onChange={(fingerprint) => {
              change({ fingerprint });
            }}
            {...problem("fingerprint", errors["fingerprint"])}
          />
        ) : null}
      </FormLayout>
    </TitledCard>
  );
}

function checkNamed(text: string | undefined): AccessForm["tls"] {
  return CHECKS.find((check) => check === text) ?? "public";
}
