import { Banner, BlockStack, Button, Checkbox, ChoiceList, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  isReplayNotices,
  type MailCount,
  needsConsent,
  REPLAY_NOTICES,
  type ReplayNotices,
} from "../../domain/run/replay.ts";
import { TitledCard } from "../parts/titled-card.tsx";

export interface ReplayChoice {
  readonly notices: ReplayNotices;
  readonly consent: "given" | "not_given";
}

export interface ReplayCardProps {
  /** Messages that would be replayed. */
  readonly count: number;
  readonly mails: Readonly<Record<ReplayNotices, MailCount>>;
  readonly isStarting: boolean;
  /** Why it was not begun just now. */
  readonly refusal: string | null;
  readonly onReplay: (choice: ReplayChoice) => void;
}

/** The last look before a replay: whom it mails, and the yes to it. */
export function ReplayCard({ count, mails, isStarting, refusal, onReplay }: ReplayCardProps) {
  const { t } = useTranslation();
  const [notices, choose] = useState<ReplayNotices>("recent");
  const [consented, consent] = useState<ReplayNotices | null>(null);
  const isAsked = needsConsent(mails[notices]);
  const hasConsent = consented === notices;
  return (
    <TitledCard title={t("runs.replay.title", { count })} help={t("runs.replay.help")}>
      <BlockStack gap="300">
        {refusal === null ? null : <Banner tone="critical">{refusal}</Banner>}
        <ChoiceList
          title={t("runs.replay.notices")}
          choices={REPLAY_NOTICES.map((value) => ({
            value,
            label: t(`runs.replay.choice.${value}`),
            helpText: t("runs.replay.mails", {
              count: mails[value].all,
              stale: mails[value].stale,
            }),
          }))}
          selected={[notices]}
          onChange={([value = ""]) => {
            if (isReplayNotices(value)) choose(value);
          }}
        />
        {isAsked ? (
          <Checkbox
            label={t("runs.replay.consent", { count: mails[notices].all })}
            checked={hasConsent}
            onChange={(isGiven) => {
              consent(isGiven ? notices : null);
            }}
          />
        ) : null}
        <InlineStack>
          <Button
            variant="primary"
            loading={isStarting}
            disabled={isAsked && !hasConsent}
            onClick={() => {
              onReplay({ notices, consent: hasConsent ? "given" : "not_given" });
            }}
          >
            {t("runs.replay.start", { count })}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}
