import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { DeliveriesCard, type DeliveriesCardProps } from "./deliveries-card.tsx";
import { DetourNotice } from "./detour-notice.tsx";
import { FreshKey, FreshSecret } from "./subscriber-added-screen.tsx";
import { SubscriberBadge } from "./subscriber-badge.tsx";
import { type Question, SubscriberQuestion } from "./subscriber-question.tsx";
import { EVENT_WORDS, type SubscriberView } from "./view.ts";

export interface SubscriberScreenProps extends Pick<DeliveriesCardProps, "onFilter" | "onTurn"> {
  readonly subscriber: SubscriberView;
  readonly isBusy: boolean;
  /** Made just now; null where none was. */
  readonly freshSecret: string | null;
  readonly freshKey: string | null;
  readonly onAct: (fields: Record<string, string>) => void;
}

/** One subscriber: how it is told, and what it was told. */
export function SubscriberScreen(props: SubscriberScreenProps) {
  const { t } = useTranslation();
  const { subscriber, isBusy, freshSecret, freshKey, onAct, onFilter, onTurn } = props;
  const { id, name, state, detour } = subscriber;
  const [question, setQuestion] = useState<Question | null>(null);
  const act = (action: string) => () => {
    onAct({ action });
  };
  const asking = (asked: Question) => ({
    content: t(`subscribers.detail.${asked}`),
    destructive: asked === "remove",
    onAction: () => {
      setQuestion(asked);
    },
  });
  const turn = state === "active" ? "pause" : "resume";
  return (
    <Page
      title={name}
      titleMetadata={<SubscriberBadge state={state} detour={detour} />}
      backAction={{ content: t("subscribers.title"), url: "/settings/subscribers" }}
      primaryAction={{
        content: t("subscribers.detail.test"),
        loading: isBusy,
        onAction: act("test"),
      }}
      secondaryActions={[
        { content: t("subscribers.detail.edit"), url: `/settings/subscribers/${id}/edit` },
        { content: t(`subscribers.detail.${turn}`), onAction: act(turn) },
        asking("rotate"),
        asking("renew"),
        asking("remove"),
      ]}
    >
      <BlockStack gap="400">
        {state === "paused" ? <PausedNotice onResume={act("resume")} /> : null}
        {state === "paused" || detour === null ? null : <DetourNotice detour={detour} />}
        <FreshCard freshSecret={freshSecret} freshKey={freshKey} />
        <FactsCard subscriber={subscriber} />
        <DeliveriesCard subscriber={subscriber} onAct={onAct} onFilter={onFilter} onTurn={onTurn} />
      </BlockStack>
      <SubscriberQuestion
        question={question}
        onClose={() => {
          setQuestion(null);
        }}
        onYes={(asked) => {
          setQuestion(null);
          onAct({ action: asked });
        }}
      />
    </Page>
  );
}

function PausedNotice({ onResume }: { readonly onResume: () => void }) {
  const { t } = useTranslation();
  return (
    <Banner
      tone="warning"
      title={t("subscribers.detail.pausedTitle")}
      action={{ content: t("subscribers.detail.resume"), onAction: onResume }}
    >
      {t("subscribers.detail.pausedBody")}
    </Banner>
  );
}

function FreshCard({
  freshSecret,
  freshKey,
}: Pick<SubscriberScreenProps, "freshSecret" | "freshKey">) {
  const { t } = useTranslation();
  if (freshSecret === null && freshKey === null) return null;
  return (
    <TitledCard title={t("subscribers.added.once")}>
      {freshSecret === null ? null : <FreshSecret value={freshSecret} />}
      {freshKey === null ? null : <FreshKey value={freshKey} />}
    </TitledCard>
  );
}

function FactsCard({ subscriber }: Pick<SubscriberScreenProps, "subscriber">) {
  const { t } = useTranslation();
  const { form, kind, lastAt, waiting, failed } = subscriber;
  const types = form.eventTypes.map((type) => t(`subscribers.type.${EVENT_WORDS[type]}`));
  return (
    <TitledCard title={t("subscribers.detail.facts")}>
      <FactList
        facts={[
          { label: t("subscribers.column.kind"), value: t(`subscribers.kind.${kind}`) },
          {
            label: t("subscribers.detail.address"),
            value: form.url === "" ? t("subscribers.asksOnly") : form.url,
          },
          ...(form.secondUrl === ""
            ? []
            : [{ label: t("subscribers.detail.secondAddress"), value: form.secondUrl }]),
          {
            label: t("subscribers.detail.format"),
            value: t(`subscribers.form.formats.${form.format}`),
          },
          { label: t("subscribers.detail.types"), value: types.join(", ") },
          {
            label: t("subscribers.detail.lastAt"),
            value: lastAt === null ? t("shell.never") : <Ago at={lastAt} />,
          },
          { label: t("subscribers.detail.waiting"), value: String(waiting) },
          { label: t("subscribers.detail.failed"), value: String(failed) },
        ]}
      />
    </TitledCard>
  );
}
