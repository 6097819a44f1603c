import { BlockStack, Button, Form, FormLayout, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldError } from "../../domain/source/source-form.ts";
import { useFieldError } from "../parts/field-error.ts";

export interface EnterSecretProps {
  /** No further secret may count beside those that do. */
  readonly isFull: boolean;
  readonly isSaving: boolean;
  readonly error: FieldError | null;
  readonly onEnter: (secret: string) => void;
}

/** For a secret that the other system made, and for one that was pasted wrongly. */
export function EnterSecret({ isFull, isSaving, error, onEnter }: EnterSecretProps) {
  const { t } = useTranslation();
  const words = useFieldError();
  const [isOpen, setOpen] = useState(error !== null);
  const [secret, setSecret] = useState("");
  if (!isOpen) {
    return (
      <BlockStack inlineAlign="start">
        <Button
          variant="plain"
          disabled={isFull}
          onClick={() => {
            setOpen(true);
          }}
        >
          {t("sources.detail.enterSecret")}
        </Button>
      </BlockStack>
    );
  }
  return (
    <Form
      onSubmit={() => {
        onEnter(secret);
      }}
    >
      <FormLayout>
        <TextField
          label={t("sources.detail.theirSecret")}
          helpText={t("sources.detail.enterSecretHelp")}
          type="password"
          autoComplete="off"
          value={secret}
          onChange={setSecret}
          {...words("secret", error ?? undefined)}
        />
        <Button submit loading={isSaving}>
          {t("sources.detail.saveSecret")}
        </Button>
      </FormLayout>
    </Form>
  );
}
