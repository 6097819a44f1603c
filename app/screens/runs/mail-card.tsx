import { Banner, BlockStack, Button, Checkbox, ChoiceList, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  isReplayNotices,
  type MailChoice,
  type MailCount,
  needsConsent,
  REPLAY_NOTICES,
  type ReplayNotices,
} from "../../domain/run/replay.ts";
import { TitledCard } from "../parts/titled-card.tsx";

export interface MailCardProps {
  /** Of what is to begin. */
  readonly words: { readonly title: string; readonly help: string; readonly start: string };
  readonly mails: Readonly<Record<ReplayNotices, MailCount>>;
  readonly isStarting: boolean;
  /** Why it was not begun just now. */
  readonly refusal: string | null;
  readonly onStart: (choice: MailChoice) => void;
}

/** The last look before old messages or records are processed: whom that mails, and the yes to it. */
export function MailCard({ words, mails, isStarting, refusal, onStart }: MailCardProps) {
  const { t } = useTranslation();
  const said = useMailWords();
  const [notices, choose] = useState<ReplayNotices>("recent");
  const [consented, consent] = useState<ReplayNotices | null>(null);
  const isAsked = needsConsent(mails[notices]);
  const hasConsent = consented === notices;
  return (
    <TitledCard title={words.title} help={words.help}>
      <BlockStack gap="300">
        {refusal === null ? null : <Banner tone="critical">{refusal}</Banner>}
        <ChoiceList
          title={t("runs.replay.notices")}
          choices={REPLAY_NOTICES.map((value) => ({
            value,
            label: t(`runs.replay.choice.${value}`),
            helpText: said.mails(mails[value]),
          }))}
          selected={[notices]}
          onChange={([value = ""]) => {
            if (isReplayNotices(value)) choose(value);
          }}
        />
        {isAsked ? (
          <Checkbox
            label={said.consent(mails[notices])}
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
              onStart({ notices, consent: hasConsent ? "given" : "not_given" });
            }}
          >
            {words.start}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

/** The mails in words; where records were not looked into, theirs come on top. */
function useMailWords() {
  const { t } = useTranslation();
  return {
    mails: ({ all: count, stale, unseen }: MailCount) =>
      unseen === 0
        ? t("runs.replay.mails", { count, stale })
        : t("runs.replay.mailsUnseen", { count, stale, unseen }),
    consent: ({ all: count, unseen }: MailCount) =>
      unseen === 0
        ? t("runs.replay.consent", { count })
        : t("runs.replay.consentUnseen", { count }),
  };
}
