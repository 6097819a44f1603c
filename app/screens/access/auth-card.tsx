import { FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  ACCESS_CHOICES,
  type AccessChoice,
  type AccessInput,
  accessInputs,
  MAX_INPUT_LENGTH,
} from "../../domain/source/access-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { AccessFieldsProps } from "./access-screen.tsx";
import type { AccessView } from "./view.ts";

/** What the source is told, so that it knows Handoff. */
export function AuthCard(props: AccessFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const { view, form, errors, change } = props;
  const system = view.proposal?.name ?? "";
  return (
    <TitledCard title={t("access.auth")} help={t("access.authHelp")}>
      <FormLayout>
        <Select
          label={t("access.way")}
          options={choicesOf(view).map((choice) => ({
            value: choice,
            label: t(`access.ways.${choice}`, { system }),
          }))}
          value={form.auth}
          onChange={(auth: AccessChoice) => {
            change({ auth, inputs: {} });
          }}
          {...problem("auth", errors["auth"])}
        />
        {form.auth === "header" || form.auth === "query" ? (
          <TextField
            label={t(`access.keyName.${form.auth}`)}
            value={form.name}
            maxLength={100}
            monospaced
            autoComplete="off"
            onChange={(name) => {
              change({ name });
            }}
            {...problem("header", errors["name"])}
          />
        ) : null}
        {form.auth === "kept" ? <Text as="p">{t("access.keptHelp")}</Text> : null}
        {accessInputs(form.auth, view.proposal).map((input) => (
          <InputField key={`${form.auth} ${input.name}`} {...props} input={input} />
        ))}
      </FormLayout>
    </TitledCard>
  );
}

/** What a source is told already in a way of its own stays a choice, and only there. */
function choicesOf({ proposal, form }: AccessView): readonly AccessChoice[] {
  return ACCESS_CHOICES.filter(
    (choice) =>
      (choice !== "preset" || proposal !== null) && (choice !== "kept" || form.auth === "kept"),
  );
}

function InputField(props: AccessFieldsProps & { readonly input: AccessInput }) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const { view, form, errors, change, input } = props;
  const { name, label, help, isSecret, isOptional } = input;
  const isEntered = form.auth === view.form.auth && view.entered.includes(name);
  return (
    <TextField
      label={label ?? t(`access.input.${ownInput(name)}`)}
      {...(help === null ? {} : { helpText: help })}
      value={form.inputs[name] ?? ""}
      type={isSecret ? "password" : "text"}
      maxLength={MAX_INPUT_LENGTH}
      autoComplete="off"
      placeholder={isEntered ? t("access.entered") : ""}
      requiredIndicator={!isOptional && !isEntered}
      onChange={(value) => {
        change({ inputs: changed(form.inputs, name, value) });
      }}
      {...problem("input", errors[`inputs.${name}`])}
    />
  );
}

/** A field that is blank again is as if it had never been filled. */
function changed(
  inputs: Readonly<Record<string, string>>,
  name: string,
  value: string,
): Record<string, string> {
  const others = Object.entries(inputs).filter(([known]) => known !== name);
  return Object.fromEntries(value === "" ? others : [...others, [name, value]]);
}

function ownInput(name: string): "user" | "password" | "key" {
  return name === "user" || name === "password" ? name : "key";
}
