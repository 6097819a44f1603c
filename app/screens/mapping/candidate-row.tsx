import {
  Badge,
  BlockStack,
  Button,
  ButtonGroup,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon, TargetIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CandidatePlace,
  changeCandidate,
  moveCandidate,
  removeCandidate,
  setCondition,
} from "../../domain/mapping/editing/edit-candidates.ts";
import type { AnyCandidate } from "../../domain/mapping/editing/field.ts";
import { repeatedOf } from "../../domain/mapping/editing/lists.ts";
import type { CandidateTrace } from "../../domain/mapping/editing/trace.ts";
import { useEditorParts } from "./editor-context.tsx";
import { useConditionWords, useFieldName, usePlaceWords } from "./field-words.ts";
import { TransformList } from "./transform-list.tsx";
import { armedId } from "./use-editor.ts";

export interface CandidateRowProps {
  readonly place: CandidatePlace;
  readonly candidate: AnyCandidate;
  /** Undefined while the preview lags behind. */
  readonly trace: CandidateTrace | undefined;
  /** How many candidates the field has. */
  readonly count: number;
}

/** One place where a field looks; the first that finds something wins. */
export function CandidateRow({ place, candidate, trace, count }: CandidateRowProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const where = usePlaceWords()(candidate, repeatedOf(place.field));
  const steps = candidate.then?.length ?? 0;
  return (
    <div className="handoff-candidate">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            {count > 1 ? (
              <Text as="span" tone="subdued">
                {t("mapping.candidate.number", { number: place.candidate + 1 })}
              </Text>
            ) : null}
            {candidate.from === "constant" ? (
              <FixedText place={place} value={candidate.value} />
            ) : (
              <span className="handoff-breakable">{where}</span>
            )}
            {count > 1 && (trace?.used ?? 0) > 0 ? (
              <Badge tone="success">{t("mapping.candidate.used")}</Badge>
            ) : null}
          </InlineStack>
          <CandidateButtons place={place} count={count} where={where} />
        </InlineStack>
        <Condition place={place} candidate={candidate} />
        <InlineStack gap="300" blockAlign="center">
          {"kind" in candidate ? <KindSelect place={place} kind={candidate.kind} /> : null}
          <Button
            size="slim"
            variant="plain"
            disclosure={isOpen ? "up" : "down"}
            ariaExpanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {steps === 0
              ? t("mapping.transform.none")
              : t("mapping.transform.some", { count: steps })}
          </Button>
        </InlineStack>
        {isOpen ? <TransformList place={place} candidate={candidate} trace={trace} /> : null}
      </BlockStack>
    </div>
  );
}

function CandidateButtons(props: {
  readonly place: CandidatePlace;
  readonly count: number;
  readonly where: string;
}) {
  const { place, count, where } = props;
  const { t } = useTranslation();
  const { editor, sample, onArm } = useEditorParts();
  const field = useFieldName()(place.field);
  const { candidate } = place;
  const armed = { kind: "value", target: place } as const;
  const move = (by: -1 | 1) => () => {
    editor.change((mapping) => moveCandidate(mapping, place, by));
  };
  return (
    <ButtonGroup gap="tight">
      {candidate > 0 ? (
        <Button
          size="slim"
          variant="tertiary"
          icon={ArrowUpIcon}
          accessibilityLabel={t("mapping.candidate.earlier", { where })}
          onClick={move(-1)}
        />
      ) : null}
      {candidate < count - 1 ? (
        <Button
          size="slim"
          variant="tertiary"
          icon={ArrowDownIcon}
          accessibilityLabel={t("mapping.candidate.later", { where })}
          onClick={move(1)}
        />
      ) : null}
      <Button
        id={armedId(armed)}
        size="slim"
        variant="tertiary"
        icon={TargetIcon}
        disabled={sample === null}
        accessibilityLabel={t("mapping.candidate.change", { field, where })}
        onClick={() => {
          onArm(armed);
        }}
      />
      <Button
        size="slim"
        variant="tertiary"
        icon={DeleteIcon}
        accessibilityLabel={t("mapping.candidate.remove", { field, where })}
        onClick={() => {
          editor.change((mapping) => removeCandidate(mapping, place));
        }}
      />
    </ButtonGroup>
  );
}

function FixedText({ place, value }: { readonly place: CandidatePlace; readonly value: string }) {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  return (
    <TextField
      label={t("mapping.candidate.fixed")}
      labelHidden
      placeholder={t("mapping.candidate.fixed")}
      value={value}
      maxLength={500}
      size="slim"
      autoComplete="off"
      onChange={(text) => {
        editor.change((mapping) =>
          changeCandidate(mapping, place, (one) =>
            one.from === "constant" ? { ...one, value: text } : one,
          ),
        );
      }}
    />
  );
}

/** A condition that came with a preset or an import: readable, and removable. */
function Condition({ place, candidate }: Pick<CandidateRowProps, "place" | "candidate">) {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  const words = useConditionWords()(candidate, repeatedOf(place.field));
  if (words === null) return null;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" tone="subdued" variant="bodySm">
        {words}
      </Text>
      <Button
        size="slim"
        variant="plain"
        onClick={() => {
          editor.change((mapping) => setCondition(mapping, place, null));
        }}
      >
        {t("mapping.when.remove")}
      </Button>
    </InlineStack>
  );
}

const KINDS = ["name", "id", "custom", "tracking"] as const;

function KindSelect(props: {
  readonly place: CandidatePlace;
  readonly kind: (typeof KINDS)[number];
}) {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  return (
    <Select
      label={t("mapping.kind.label")}
      labelInline
      options={KINDS.map((kind) => ({ value: kind, label: t(`mapping.kind.${kind}`) }))}
      value={props.kind}
      onChange={(kind: (typeof KINDS)[number]) => {
        editor.change((mapping) =>
          changeCandidate(mapping, props.place, (one) => ({ ...one, kind })),
        );
      }}
    />
  );
}
