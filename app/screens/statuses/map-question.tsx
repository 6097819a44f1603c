import { BlockStack, Checkbox, List, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_COUNTED, type StatusLine } from "../../domain/mapping/status-lines.ts";
import type { Meaning } from "../../domain/mapping/status-rows.ts";
import { noticeOf } from "../../domain/plan/notice-of.ts";
import { type ReplayMails, replayMails } from "../../domain/plan/replay-mails.ts";
import { MOST_REPLAYED } from "../../domain/run/replay.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Ago } from "../parts/moment.tsx";
import { useNow } from "../shell/shop-context.tsx";
import { type EffectRules, useEffectWords, useMeaningName } from "./effect-words.ts";

/** A status that stops messages, and what it is to mean. */
export interface AskedMeaning {
  readonly line: StatusLine;
  readonly meaning: Meaning;
}

export interface MapQuestionProps {
  /** Null while nothing is asked. */
  readonly asked: AskedMeaning | null;
  readonly rules: EffectRules;
  /** Publishes it and replays what stopped. */
  readonly onConfirm: (asked: AskedMeaning) => void;
  /** Only changes the list, to be saved with other changes. */
  readonly onKeep: (asked: AskedMeaning) => void;
  readonly onClose: () => void;
}

/** Before messages are replayed: how many, since when, what happens to their orders, and who is told. */
export function MapQuestion({ asked, ...rest }: MapQuestionProps) {
  return asked === null ? null : <OpenQuestion key={asked.line.name} {...rest} asked={asked} />;
}

interface OpenQuestionProps extends MapQuestionProps {
  readonly asked: AskedMeaning;
}

function OpenQuestion({ asked, rules, onConfirm, onKeep, onClose }: OpenQuestionProps) {
  const { t } = useTranslation();
  const nameOf = useMeaningName();
  const mails = useMails(asked, rules);
  const [isAgreed, setAgreed] = useState(false);
  const { line, meaning } = asked;
  const count = line.use?.stopped ?? 0;
  const shown = count === MOST_COUNTED ? t("statuses.countMore", { count }) : String(count);
  const isMapped = line.meaning === meaning;
  const words = { status: line.status, meaning: nameOf(meaning) };
  const keep = {
    content: t("statuses.question.later"),
    onAction: () => {
      onKeep(asked);
    },
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(isMapped ? "statuses.question.replayTitle" : "statuses.question.title", words)}
      primaryAction={{
        content: t(isMapped ? "statuses.replay" : "statuses.mapAndReplay", { count, shown }),
        disabled: mails.needsConsent && !isAgreed,
        onAction: () => {
          onConfirm(asked);
        },
      }}
      secondaryActions={[
        ...(isMapped ? [] : [keep]),
        { content: t("shell.cancel"), onAction: onClose },
      ]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Consequences asked={asked} rules={rules} mails={mails.atMost} />
          {mails.needsConsent ? (
            <Checkbox
              label={t("statuses.question.consent", { count: mails.atMost })}
              checked={isAgreed}
              onChange={setAgreed}
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Dialog>
  );
}

function useMails({ line, meaning }: AskedMeaning, { role, policy }: EffectRules): ReplayMails {
  const now = useNow(60);
  const { stopped = 0, stoppedSince = null } = line.use ?? {};
  const rule = role === "oms" ? noticeOf(meaning, policy) : null;
  return replayMails(rule, { count: stopped, since: stoppedSince }, now);
}

interface ConsequencesProps {
  readonly asked: AskedMeaning;
  readonly rules: EffectRules;
  /** Customers who may be mailed, at most. */
  readonly mails: number;
}

function Consequences({ asked, rules, mails }: ConsequencesProps) {
  const { t } = useTranslation();
  const { effect, notice } = useEffectWords(rules)(asked.meaning);
  const { use, meaning } = asked.line;
  const count = use?.stopped ?? 0;
  return (
    <BlockStack gap="300">
      <List>
        {meaning === asked.meaning ? null : (
          <List.Item>{t("statuses.question.publishes")}</List.Item>
        )}
        <List.Item>
          {t("statuses.question.count", { count })}{" "}
          {use?.stoppedSince == null ? null : (
            <>
              {t("statuses.question.oldest")} <Ago at={use.stoppedSince} everySeconds={60} />.
            </>
          )}
        </List.Item>
        {count > MOST_REPLAYED ? (
          <List.Item>{t("statuses.question.most", { count: MOST_REPLAYED })}</List.Item>
        ) : null}
        <List.Item>{effect}</List.Item>
        <List.Item>
          {notice} {mails === 0 ? null : t("statuses.question.mails", { count: mails })}
        </List.Item>
      </List>
      <Text as="p" tone="subdued">
        {t("statuses.question.safe")}
      </Text>
    </BlockStack>
  );
}
