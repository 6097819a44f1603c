import { BlockStack, Button, Form, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_REASON, MIN_REASON } from "../../domain/payload/reveal.ts";

export interface RevealFormProps {
  readonly isBusy: boolean;
  /** What the button says. */
  readonly action: string;
  readonly onReveal: (reason: string) => void;
}

/** Asks why somebody has to see personal data; the reason is written down. */
export function RevealForm({ isBusy, action, onReveal }: RevealFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < MIN_REASON;
  return (
    <Form
      onSubmit={() => {
        setTried(true);
        if (!isShort) onReveal(reason.trim());
      }}
    >
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {t("messages.reveal.help")}
        </Text>
        <TextField
          label={t("messages.reveal.reason")}
          placeholder={t("messages.reveal.example")}
          value={reason}
          onChange={setReason}
          maxLength={MAX_REASON}
          autoComplete="off"
          requiredIndicator
          {...(isTried && isShort ? { error: t("messages.reveal.tooShort") } : {})}
        />
        <InlineStack>
          <Button submit loading={isBusy}>
            {action}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}
