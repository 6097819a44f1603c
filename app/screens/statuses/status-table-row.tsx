import { Badge, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type EditedLine, MOST_COUNTED } from "../../domain/mapping/status-lines.ts";
import type { StatusRow } from "../../domain/mapping/status-rows.ts";
import { Ago } from "../parts/moment.tsx";
import { type EffectRules, useEffectWords } from "./effect-words.ts";
import { MeaningPicker } from "./meaning-picker.tsx";

export interface StatusRowProps {
  readonly line: EditedLine;
  readonly rules: EffectRules;
  /** While something is saved or replayed nothing else is begun. */
  readonly isBusy: boolean;
  readonly onChoose: (line: EditedLine, meaning: StatusRow["meaning"]) => void;
  readonly onUndo: (line: EditedLine) => void;
  readonly onReplay: (line: EditedLine) => void;
}

/** One status: how it is written, what it means, and how it was used. */
export function StatusTableRow(props: StatusRowProps) {
  const { line, rules, isBusy, onChoose } = props;
  return (
    <tr data-status={line.name}>
      <th scope="row">
        <Name line={line} />
      </th>
      <td>
        <BlockStack gap="100" inlineAlign="start">
          <MeaningPicker
            status={line.status}
            meaning={line.meaning}
            rules={rules}
            isDisabled={isBusy}
            onChoose={(meaning) => {
              onChoose(line, meaning);
            }}
          />
          <Effect line={line} rules={rules} />
        </BlockStack>
      </td>
      <td>
        <Use line={line} />
      </td>
      <td>
        <Actions {...props} />
      </td>
    </tr>
  );
}

function Name({ line }: { readonly line: EditedLine }) {
  const { t } = useTranslation();
  const stopped = line.use?.stopped ?? 0;
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Text as="span" fontWeight="semibold" breakWord>
        {line.status}
      </Text>
      {stopped === 0 ? null : (
        <Badge tone="warning">{t("statuses.waiting", { count: stopped })}</Badge>
      )}
      {line.isEdited ? <Badge tone="info">{t("statuses.notSaved")}</Badge> : null}
      {line.use === null ? null : (
        <Link url={`/messages/${line.use.messageId}`} removeUnderline>
          <Text as="span" variant="bodySm">
            {t("statuses.example")}
          </Text>
        </Link>
      )}
    </BlockStack>
  );
}

function Effect({ line, rules }: Pick<StatusRowProps, "line" | "rules">) {
  const { t } = useTranslation();
  const wordsOf = useEffectWords(rules);
  if (line.meaning === "") {
    return (
      <Text as="p" tone="subdued" variant="bodySm">
        {t("statuses.unmappedEffect")}
      </Text>
    );
  }
  const { effect, notice } = wordsOf(line.meaning);
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {effect} {notice}
    </Text>
  );
}

function Use({ line: { use } }: Pick<StatusRowProps, "line">) {
  const { t } = useTranslation();
  if (use === null) {
    return (
      <Text as="span" tone="subdued">
        {t("statuses.neverSeen")}
      </Text>
    );
  }
  return (
    <BlockStack gap="050">
      <span className="handoff-figure">{t("statuses.seen", { count: use.messages })}</span>
      <Text as="span" tone="subdued" variant="bodySm">
        {t("statuses.last")} <Ago at={use.lastSeenAt} everySeconds={60} />
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {t("statuses.first")} <Ago at={use.firstSeenAt} everySeconds={60} />
      </Text>
    </BlockStack>
  );
}

function Actions({ line, isBusy, onUndo, onReplay }: StatusRowProps) {
  const { t } = useTranslation();
  const stopped = line.use?.stopped ?? 0;
  const count = stopped === MOST_COUNTED ? t("statuses.countMore", { count: stopped }) : stopped;
  return (
    <InlineStack gap="100">
      {line.isEdited ? (
        <Button
          variant="tertiary"
          accessibilityLabel={t("statuses.undoLabel", { status: line.status })}
          onClick={() => {
            onUndo(line);
          }}
        >
          {t("statuses.undo")}
        </Button>
      ) : null}
      {stopped === 0 || line.isEdited || line.meaning === "" ? null : (
        <Button
          disabled={isBusy}
          onClick={() => {
            onReplay(line);
          }}
        >
          {t("statuses.replay", { shown: String(count), count: stopped })}
        </Button>
      )}
    </InlineStack>
  );
}
