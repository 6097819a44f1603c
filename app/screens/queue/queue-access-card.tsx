import { Banner, BlockStack, FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  MAX_KEY_ID_LENGTH,
  MAX_KEY_SECRET_LENGTH,
  MAX_QUEUE_URL_LENGTH,
  MAX_REGION_LENGTH,
  type QueueForm,
} from "../../domain/queue/queue-form.ts";
import { regionOfQueue } from "../../domain/queue/queue-address.ts";
import type { FieldErrors } from "../../domain/source/source-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";

export interface QueueAccessCardProps {
  readonly form: QueueForm;
  /** Whether the secret of this key was entered before. */
  readonly isEntered: boolean;
  readonly errors: FieldErrors<QueueForm>;
  readonly change: (part: Partial<QueueForm>) => void;
}

/** Where the queue is, and the key that it is read with. */
export function QueueAccessCard({ form, isEntered, errors, change }: QueueAccessCardProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const field = (name: keyof QueueForm) => ({
    label: t(`queue.access.${name}`),
    value: form[name],
    autoComplete: "off",
    spellCheck: false,
    ...problem(name, errors[name]),
    onChange: (value: string) => {
      change({ [name]: value });
    },
  });
  return (
    <TitledCard title={t("queue.access.title")} help={t("queue.access.help")}>
      <BlockStack gap="400">
        {errors.form === undefined ? null : (
          <Banner tone="critical" title={t(`sources.error.${errors.form}`, { most: 0 })} />
        )}
        <FormLayout>
          <TextField
            {...field("url")}
            type="url"
            maxLength={MAX_QUEUE_URL_LENGTH}
            placeholder="https://sqs.eu-central-1.amazonaws.com/123456789012/orders"
            helpText={t("queue.access.urlHelp")}
            requiredIndicator
          />
          <TextField
            {...field("region")}
            maxLength={MAX_REGION_LENGTH}
            placeholder={regionOfQueue(form.url) ?? ""}
            helpText={t("queue.access.regionHelp")}
          />
          <TextField {...field("accessKeyId")} maxLength={MAX_KEY_ID_LENGTH} requiredIndicator />
          <TextField
            {...field("secretAccessKey")}
            type="password"
            maxLength={MAX_KEY_SECRET_LENGTH}
            requiredIndicator={!isEntered}
            {...(isEntered ? { helpText: t("queue.access.keep") } : {})}
          />
        </FormLayout>
      </BlockStack>
    </TitledCard>
  );
}
