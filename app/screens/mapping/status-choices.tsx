import { BlockStack, InlineGrid, Select, Text } from "@shopify/polaris";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { traceField } from "../../domain/mapping/editing/trace.ts";
import { normaliseStatus } from "../../domain/mapping/language/normalise-status.ts";
import { guessMilestone } from "../../domain/mapping/lint/guess-milestone.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import { isMeaning, MEANINGS } from "../../domain/mapping/status-rows.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useEditorParts } from "./editor-context.tsx";
import { sampleOf } from "./samples.ts";
import type { SentMessage } from "./view.ts";

const MOST = 30;

/** What the statuses of these messages mean; those that nothing is said of come first. */
export function StatusChoices({ messages }: { readonly messages: readonly SentMessage[] }) {
  const { t } = useTranslation();
  const { editor, previewed } = useEditorParts();
  const { statusMap } = editor.file;
  const statuses = useMemo(() => {
    const field = { part: "update", name: "status" } as const;
    const seen = messages.flatMap((message) =>
      traceField(sampleOf(message), previewed, field).values.flatMap(([first]) =>
        first === undefined ? [] : [first],
      ),
    );
    return [...new Map(seen.map((status) => [normaliseStatus(status), status]))];
  }, [messages, previewed]);
  if (statuses.length === 0) return null;
  const isOpen = ([key]: readonly [string, string]) => statusMap[key] === undefined;
  const ordered = [...statuses.filter(isOpen), ...statuses.filter((one) => !isOpen(one))];
  return (
    <TitledCard title={t("mapping.status.title")} help={t("mapping.status.help")}>
      <BlockStack gap="300">
        {ordered.slice(0, MOST).map(([key, status]) => (
          <StatusChoice key={key} statusKey={key} status={status} statusMap={statusMap} />
        ))}
        {ordered.length > MOST ? (
          <Text as="p" tone="subdued">
            {t("mapping.status.more", { count: ordered.length - MOST })}
          </Text>
        ) : null}
      </BlockStack>
    </TitledCard>
  );
}

function StatusChoice(props: {
  readonly statusKey: string;
  readonly status: string;
  readonly statusMap: StatusMap;
}) {
  const { statusKey, status, statusMap } = props;
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  const meaning = statusMap[statusKey];
  const guess = meaning === undefined ? guessMilestone(status, statusMap) : null;
  const word = (one: (typeof MEANINGS)[number]) =>
    one === "ignore" ? t("words.ignore") : t(`words.milestone.${one}`);
  const help =
    meaning !== undefined
      ? t(`words.milestoneEffect.${meaning}`)
      : guess === null
        ? t("mapping.status.open")
        : t("mapping.status.guess", { meaning: word(guess) });
  return (
    <InlineGrid columns={{ xs: 1, sm: ["oneThird", "twoThirds"] }} gap="200">
      <Text as="p" fontWeight="semibold" breakWord>
        {status}
      </Text>
      <Select
        label={t("mapping.status.label", { status })}
        labelHidden
        placeholder={t("mapping.status.choose")}
        options={MEANINGS.map((one) => ({ value: one, label: word(one) }))}
        value={meaning ?? ""}
        helpText={help}
        onChange={(chosen) => {
          if (!isMeaning(chosen)) return;
          editor.changeFile({
            ...editor.file,
            statusMap: { ...statusMap, [statusKey]: chosen },
          });
        }}
      />
    </InlineGrid>
  );
}
