import { FormLayout, Link, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { inputsFor, type PollingDraft } from "./draft.ts";
import type { PollingInput, PollingView } from "./view.ts";

export interface DraftCardProps {
  readonly view: PollingView;
  readonly draft: PollingDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: PollingDraft) => void;
}

/** Where the source is and what it is told. */
export function AccessCard({ view, draft, errors, onChange }: DraftCardProps) {
  const { t } = useTranslation();
  const error = errors["baseUrl"];
  return (
    <TitledCard title={t("polling.access.title")} help={t("polling.access.help")}>
      <FormLayout>
        <TextField
          label={t("polling.access.baseUrl")}
          helpText={t("polling.access.baseUrlHelp")}
          value={draft.baseUrl}
          type="url"
          autoComplete="off"
          placeholder="https://api.example.com"
          {...(error === undefined ? {} : { error })}
          onChange={(baseUrl) => {
            onChange({ ...draft, baseUrl });
          }}
        />
        {view.check === null ? null : (
          <Text as="p" tone="subdued">
            {t(`polling.access.check.${view.check}`)}{" "}
            <Link url={`/sources/${view.sourceId}/access`}>
              {t("polling.access.changeCertificate")}
            </Link>
          </Text>
        )}
        {inputsFor(view, draft).map((input) => (
          <InputField
            key={input.name}
            input={input}
            value={draft.inputs[input.name] ?? ""}
            onChange={(value) => {
              onChange({ ...draft, inputs: withInput(draft.inputs, input.name, value) });
            }}
          />
        ))}
      </FormLayout>
    </TitledCard>
  );
}

/** A field that was emptied again is as if it had not been touched. */
function withInput(
  inputs: PollingDraft["inputs"],
  name: string,
  value: string,
): PollingDraft["inputs"] {
  const others = Object.entries(inputs).filter(([other]) => other !== name);
  return Object.fromEntries(value === "" ? others : [...others, [name, value]]);
}

function InputField({
  input,
  value,
  onChange,
}: {
  readonly input: PollingInput;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const said = useSaid();
  const help = input.isEntered ? t("polling.access.keep") : input.help;
  return (
    <TextField
      label={said(input.label)}
      value={value}
      type={input.isSecret ? "password" : "text"}
      autoComplete="off"
      {...(help === undefined ? {} : { helpText: said(help) })}
      onChange={onChange}
    />
  );
}
