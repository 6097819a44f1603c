import { BlockStack, Button, ButtonGroup, InlineStack, Select, Text } from "@shopify/polaris";
import { ArrowUpIcon, DeleteIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentValue } from "../../domain/mapping/document/value.ts";
import { setTransforms } from "../../domain/mapping/editing/edit-candidates.ts";
import { newTransform, TRANSFORM_KINDS } from "../../domain/mapping/editing/new-transform.ts";
import type { Transform } from "../../domain/mapping/language/transform-schema.ts";
import type { CandidateRowProps } from "./candidate-row.tsx";
import { useEditorParts } from "./editor-context.tsx";
import { TransformForm } from "./transform-form.tsx";

const MOST_STEPS = 10;

/** What is done with a found value, step by step, each with what it leaves. */
export function TransformList({
  place,
  candidate,
  trace,
}: Pick<CandidateRowProps, "place" | "candidate" | "trace">) {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  const steps = candidate.then ?? [];
  const set = (next: readonly Transform[]) => {
    editor.change((mapping) => setTransforms(mapping, place, next));
  };
  return (
    <BlockStack gap="300">
      <StepValue label={t("mapping.transform.found")} values={trace?.found} />
      {steps.map((step, index) => (
        <BlockStack key={index} gap="100">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="span" fontWeight="semibold" variant="bodySm">
              {index + 1}. {t(`mapping.transform.name.${step.do}`)}
            </Text>
            <StepButtons index={index} steps={steps} set={set} />
          </InlineStack>
          <TransformForm
            transform={step}
            onChange={(changed) => {
              set(steps.with(index, changed));
            }}
          />
          <StepValue label={t("mapping.transform.gives")} values={trace?.steps[index]} />
        </BlockStack>
      ))}
      {steps.length < MOST_STEPS ? (
        <AddStep
          onAdd={(kind) => {
            set([...steps, newTransform(kind)]);
          }}
        />
      ) : null}
    </BlockStack>
  );
}

function StepButtons(props: {
  readonly index: number;
  readonly steps: readonly Transform[];
  readonly set: (steps: readonly Transform[]) => void;
}) {
  const { index, steps, set } = props;
  const { t } = useTranslation();
  const [own, before] = [steps[index], steps[index - 1]];
  return (
    <ButtonGroup gap="tight">
      {own === undefined || before === undefined ? null : (
        <Button
          size="slim"
          variant="tertiary"
          icon={ArrowUpIcon}
          accessibilityLabel={t("mapping.transform.earlier", { number: index + 1 })}
          onClick={() => {
            set(steps.with(index, before).with(index - 1, own));
          }}
        />
      )}
      <Button
        size="slim"
        variant="tertiary"
        icon={DeleteIcon}
        accessibilityLabel={t("mapping.transform.remove", { number: index + 1 })}
        onClick={() => {
          set(steps.filter((_, at) => at !== index));
        }}
      />
    </ButtonGroup>
  );
}

function AddStep({ onAdd }: { readonly onAdd: (kind: Transform["do"]) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Transform["do"]>("capture");
  return (
    <InlineStack gap="200" blockAlign="end">
      <Select
        label={t("mapping.transform.add")}
        options={TRANSFORM_KINDS.map((one) => ({
          value: one,
          label: `${t(`mapping.transform.name.${one}`)} (${t(`mapping.transform.example.${one}`)})`,
        }))}
        value={kind}
        onChange={(chosen: Transform["do"]) => {
          setKind(chosen);
        }}
      />
      <Button
        onClick={() => {
          onAdd(kind);
        }}
      >
        {t("mapping.transform.addStep")}
      </Button>
    </InlineStack>
  );
}

const MOST_SHOWN = 4;

function StepValue(props: {
  readonly label: string;
  readonly values: readonly DocumentValue[] | undefined;
}) {
  const { t } = useTranslation();
  const { label, values = [] } = props;
  const shown = values.slice(0, MOST_SHOWN).map((value) => shortText(value));
  const more = values.length - shown.length;
  const text =
    shown.length === 0
      ? t("mapping.transform.nothing")
      : shown.join("  |  ") + (more > 0 ? ` ${t("mapping.value.more", { count: more })}` : "");
  return (
    <Text as="p" variant="bodySm" breakWord>
      <Text as="span" tone="subdued">
        {label}{" "}
      </Text>
      <code className="handoff-mono">{text}</code>
    </Text>
  );
}

const MOST_CHARACTERS = 120;

function shortText(value: DocumentValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
