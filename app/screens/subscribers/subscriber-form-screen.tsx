import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type EventType, TEXTED_TYPES } from "../../domain/outgoing/event-type.ts";
import type { SubscriberForm } from "../../domain/outgoing/subscriber-form.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { CertificateCard } from "../access/address-cards.tsx";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { EventTypesCard, WhoCard } from "./subscriber-cards.tsx";

export interface SubscriberFormScreenProps {
  readonly saved: SubscriberForm;
  /** Null for a new one. */
  readonly subscriber: { readonly id: string; readonly name: string } | null;
  /** What is wrong with what was sent last, by field. */
  readonly errors: Readonly<Record<string, FieldError>>;
  /** The shop has as many subscribers as it may. */
  readonly isFull: boolean;
  readonly isSaving: boolean;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onSave: (form: SubscriberForm) => void;
}

/** Who is told, where, and of what. */
export function SubscriberFormScreen(props: SubscriberFormScreenProps) {
  const { t } = useTranslation();
  const { saved, subscriber, errors, isFull, isSaving, onDirty, onSave } = props;
  const [form, setForm] = useState(saved);
  const change = (part: Partial<SubscriberForm>) => {
    const next = withTexts({ ...form, ...part });
    setForm(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(saved));
  };
  const back =
    subscriber === null
      ? { content: t("subscribers.title"), url: "/settings/subscribers" }
      : { content: subscriber.name, url: `/settings/subscribers/${subscriber.id}` };
  return (
    <Page
      title={t(subscriber === null ? "subscribers.form.newTitle" : "subscribers.form.editTitle")}
      backAction={back}
      narrowWidth
    >
      <ContextualSaveBar
        id="subscriber"
        isDirty={JSON.stringify(form) !== JSON.stringify(saved)}
        isSaving={isSaving}
        onSave={() => {
          onSave(form);
        }}
        onDiscard={() => {
          change(saved);
        }}
      />
      <BlockStack gap="400">
        {isFull ? (
          <Banner tone="critical" title={t("subscribers.form.full")}>
            {t("subscribers.form.fullBody")}
          </Banner>
        ) : null}
        {errors["form"] === undefined ? null : (
          <Banner tone="critical" title={t(`sources.error.${errors["form"]}`, { most: 0 })} />
        )}
        <WhoCard form={form} errors={errors} change={change} />
        <EventTypesCard form={form} errors={errors} change={change} />
        {form.url === "" ? null : <CertificateCard form={form} errors={errors} change={change} />}
      </BlockStack>
    </Page>
  );
}

/** A gateway for texts is told only what there are texts for. */
function withTexts(form: SubscriberForm): SubscriberForm {
  if (form.kind === "webhook") return form;
  return { ...form, eventTypes: form.eventTypes.filter((type) => TEXTED.includes(type)) };
}

const TEXTED: readonly EventType[] = TEXTED_TYPES;
