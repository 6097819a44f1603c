import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { addCandidate } from "../../domain/mapping/editing/edit-candidates.ts";
import { candidatesOf, type Field, fieldKey } from "../../domain/mapping/editing/field.ts";
import { type FieldTrace, traceField } from "../../domain/mapping/editing/trace.ts";
import { parseInstant } from "../../domain/instant.ts";
import { formatTime } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import { CandidateRow } from "./candidate-row.tsx";
import { useEditorParts } from "./editor-context.tsx";
import { FieldProblems } from "./field-problems.tsx";
import { useFieldName } from "./field-words.ts";
import { armedId } from "./use-editor.ts";

const NOTHING: FieldTrace = { items: 0, values: [], candidates: [] };

/** One field of ours: where it looks, what it finds in this message, and what is wrong with it. */
export function FieldRow({ field, help }: { readonly field: Field; readonly help: string }) {
  const { editor, previewed, sample } = useEditorParts();
  const name = useFieldName()(field);
  const trace = useMemo(
    () => (sample === null ? NOTHING : traceField(sample, previewed, field)),
    // A field is made anew with every render; its key says which one it is.
    [sample, previewed, fieldKey(field)],
  );
  const candidates = candidatesOf(editor.file.mapping, field);
  const isArmed =
    editor.armed?.kind === "value" && fieldKey(editor.armed.target.field) === fieldKey(field);
  return (
    <div
      className={isArmed ? "handoff-mapped handoff-mapped-armed" : "handoff-mapped"}
      role="group"
      aria-label={name}
    >
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack>
            <Text as="h4" variant="headingSm">
              {name}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {help}
            </Text>
          </BlockStack>
          <FieldValue
            trace={trace}
            isMapped={candidates.length > 0}
            isTime={field.name === "occurredAt"}
          />
        </InlineStack>
        {candidates.map((candidate, index) => (
          <CandidateRow
            key={index}
            place={{ field, candidate: index }}
            candidate={candidate}
            trace={trace.candidates[index]}
            count={candidates.length}
          />
        ))}
        <FieldProblems field={field} />
        <FieldActions field={field} name={name} isMapped={candidates.length > 0} />
      </BlockStack>
    </div>
  );
}

const MOST_SHOWN = 3;

/** What the field yields for the message. */
function FieldValue(props: {
  readonly trace: FieldTrace;
  readonly isMapped: boolean;
  readonly isTime: boolean;
}) {
  const { trace, isMapped, isTime } = props;
  const { t } = useTranslation();
  const shop = useShop();
  const texts = trace.values.flat().map((text) => {
    const at = isTime ? parseInstant(text) : null;
    return at === null ? text : formatTime(at, shop);
  });
  if (texts.length === 0) {
    return (
      <Text as="span" tone="subdued" variant="bodySm">
        {t(isMapped ? "mapping.value.none" : "mapping.value.unmapped")}
      </Text>
    );
  }
  const more = texts.length - MOST_SHOWN;
  return (
    <div className="handoff-field-value">
      <Text as="span" fontWeight="semibold">
        {texts.slice(0, MOST_SHOWN).join(", ")}
        {more > 0 ? ` ${t("mapping.value.more", { count: more })}` : ""}
      </Text>
    </div>
  );
}

interface FieldActionsProps {
  readonly field: Field;
  readonly name: string;
  readonly isMapped: boolean;
}

function FieldActions({ field, name, isMapped }: FieldActionsProps) {
  const { t } = useTranslation();
  const { editor, sample, onArm } = useEditorParts();
  const armed = { kind: "value", target: { field, candidate: null } } as const;
  const choose = isMapped ? "mapping.action.another" : "mapping.action.choose";
  return (
    <InlineStack gap="200">
      <Button
        id={armedId(armed)}
        size="slim"
        disabled={sample === null}
        accessibilityLabel={t(`${choose}Label`, { field: name })}
        onClick={() => {
          onArm(armed);
        }}
      >
        {t(choose)}
      </Button>
      <Button
        size="slim"
        variant="tertiary"
        accessibilityLabel={t("mapping.action.fixedLabel", { field: name })}
        onClick={() => {
          editor.change((mapping) => addCandidate(mapping, field, { from: "constant", value: "" }));
        }}
      >
        {t("mapping.action.fixed")}
      </Button>
    </InlineStack>
  );
}
