import { BlockStack } from "@shopify/polaris";
import { useDeferredValue, useEffect, useId, useMemo, useRef } from "react";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import type { Field } from "../../domain/mapping/editing/field.ts";
import type { TreeRow } from "../../domain/mapping/editing/payload-tree.ts";
import type { Place } from "../../domain/mapping/editing/place.ts";
import { usedPlaces } from "../../domain/mapping/editing/used-places.ts";
import { interpretDocument } from "../../domain/mapping/interpret.ts";
import { lintDocument } from "../../domain/mapping/lint/lint.ts";
import { EditorProvider } from "./editor-context.tsx";
import { FieldGroups } from "./field-groups.tsx";
import { useFieldName } from "./field-words.ts";
import { MessageCard } from "./message-card.tsx";
import { MoreCard } from "./more-card.tsx";
import { ResultCard } from "./result-card.tsx";
import { sampleOf } from "./samples.ts";
import { StatusChoices } from "./status-choices.tsx";
import { type Armed, armedId, chosenId, type Editor } from "./use-editor.ts";
import type { SentMessage } from "./view.ts";

export interface MappingBoardProps {
  readonly editor: Editor;
  readonly message: SentMessage;
  readonly others: ReadonlyMap<string, SentMessage>;
  readonly format: BodyFormat;
  readonly isRevealing: boolean;
  readonly onReveal: (id: string, reason: string) => void;
  readonly onFormat: (format: BodyFormat) => void;
}

/** The message on one side, our fields on the other, and between them what comes of both. */
export function MappingBoard(props: MappingBoardProps) {
  const { editor, message, others } = props;
  const treeId = useId();
  const sample = sampleOf(message);
  const focusLater = useLaterFocus();
  const previewed = useDeferredValue(editor.file);
  const interpretation = useMemo(
    () => interpretDocument(sample.document, sample.around, previewed),
    [sample, previewed],
  );
  const findings = useMemo(
    () => lintDocument(sample.document, sample.around, previewed),
    [sample, previewed],
  );
  const usedBy = useUsedBy(sample, previewed.mapping);
  const seen = useMemo(() => [...new Set([message, ...others.values()])], [message, others]);
  const onArm = (armed: Armed | null) => {
    if (armed !== null) focusLater(treeId);
    else if (editor.armed !== null) focusLater(armedId(editor.armed));
    editor.arm(armed);
  };
  const choose = (armed: Armed, place: Place) => {
    if (editor.choose(armed, { place, sample })) focusLater(chosenId(armed, editor.file.mapping));
  };
  const onChoose = ({ place }: TreeRow) => {
    if (editor.armed !== null && place !== null) choose(editor.armed, place);
  };
  const onUse = ({ place }: TreeRow, field: Field) => {
    if (place !== null) choose({ kind: "value", target: { field, candidate: null } }, place);
  };
  const { problems } = interpretation;
  const parts = { editor, previewed: previewed.mapping, sample, findings, problems, onArm };
  return (
    <EditorProvider value={parts}>
      <div className="handoff-mapping">
        <div className="handoff-mapping-message">
          <ResultCard interpretation={interpretation} mapping={previewed.mapping} />
          <MessageCard
            message={message}
            usedBy={usedBy}
            treeId={treeId}
            format={props.format}
            isRevealing={props.isRevealing}
            onReveal={(reason) => {
              if (message.id !== null) props.onReveal(message.id, reason);
            }}
            onFormat={props.onFormat}
            onChoose={onChoose}
            onUse={onUse}
          />
        </div>
        <BlockStack gap="400">
          <FieldGroups />
          <StatusChoices messages={seen} />
          <MoreCard />
        </BlockStack>
      </div>
    </EditorProvider>
  );
}

/** The names of the fields that read each place of the message. */
function useUsedBy(
  sample: ReturnType<typeof sampleOf>,
  mapping: Editor["file"]["mapping"],
): ReadonlyMap<string, string> {
  const name = useFieldName();
  return useMemo(() => {
    const used = [...usedPlaces(sample, mapping)];
    return new Map(used.map(([id, fields]) => [id, fields.map(name).join(", ")]));
    // The words of a language do not change while a screen is shown.
  }, [sample, mapping]);
}

/** Moves the focus to an element that may only be there after the next rendering. */
function useLaterFocus(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}
