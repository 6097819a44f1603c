import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import { emptyMapping, unfinishedFields } from "../../domain/mapping/editing/draft.ts";
import { tidyMapping } from "../../domain/mapping/editing/tidy.ts";
import type { MappingFault, MappingFile } from "../../domain/mapping/mapping-file.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { DraftBanner, FaultBanner, ResultBanner } from "./banners.tsx";
import { exportFile, useImport } from "./file-buttons.ts";
import { MappingBoard } from "./mapping-board.tsx";
import { MessageWalk } from "./message-walk.tsx";
import type { EditorResult } from "./result.ts";
import { type Editor, useEditor } from "./use-editor.ts";
import { useVerdicts } from "./use-verdicts.ts";
import type { MappingEditorView, SentMessage } from "./view.ts";

export interface MappingScreenProps {
  readonly view: MappingEditorView;
  /** What of the last messages has arrived in the browser, by id. */
  readonly messages: ReadonlyMap<string, SentMessage>;
  readonly working: "save" | "discard" | "reveal" | null;
  readonly result: EditorResult | null;
  /** Told which message is looked at, so that it comes first. */
  readonly onSelect: (id: string) => void;
  readonly onSave: (file: MappingFile, isOverwriting: "overwrite" | "careful") => void;
  readonly onDiscardDraft: () => void;
  readonly onReload: () => void;
  readonly onReveal: (id: string, reason: string) => void;
  readonly onFormat: (format: BodyFormat) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** The field mapping of a source, edited by pointing at a message that it received. */
export function MappingScreen(props: MappingScreenProps) {
  const { view } = props;
  const { t } = useTranslation();
  const saved = useMemo(() => savedFile(view), [view]);
  const editor = useEditor(saved);
  const [faults, setFaults] = useState<readonly MappingFault[]>([]);
  const isDirty = useDirty(editor, saved, props.onDirty);
  const publish = usePublishAction(props, isDirty);
  return (
    <Page
      fullWidth
      title={t("mapping.title")}
      subtitle={view.source.name}
      backAction={{ content: view.source.name, url: `/sources/${view.source.id}` }}
      primaryAction={publish}
      secondaryActions={useFileActions(editor, view.source.name, setFaults)}
    >
      <ContextualSaveBar
        id="mapping"
        isDirty={isDirty}
        isSaving={props.working === "save"}
        onSave={() => {
          props.onSave(editor.file, "careful");
        }}
        onDiscard={() => {
          editor.reset(saved);
        }}
      />
      <BlockStack gap="400">
        <ResultBanner
          result={props.result}
          onLoadTheirs={props.onReload}
          onOverwrite={() => {
            props.onSave(editor.file, "overwrite");
          }}
        />
        {faults.length === 0 ? null : (
          <FaultBanner title={t("mapping.importRefused")} problems={faults} />
        )}
        <DraftBanner
          view={view}
          unfinished={unfinishedFields(editor.file.mapping)}
          onDiscard={props.onDiscardDraft}
        />
        <Workplace {...props} editor={editor} />
      </BlockStack>
    </Page>
  );
}

/** Undo, import and export; they change what is in the editor, and nothing that is saved. */
function useFileActions(
  editor: Editor,
  name: string,
  onFaults: (faults: readonly MappingFault[]) => void,
) {
  const { t } = useTranslation();
  const pick = useImport((imported) => {
    onFaults("problems" in imported ? imported.problems : []);
    if ("file" in imported) editor.changeFile(imported.file);
  });
  return [
    {
      content: t("mapping.action.undo"),
      disabled: editor.past.length === 0,
      onAction: editor.undo,
    },
    { content: t("mapping.action.import"), onAction: pick },
    {
      content: t("mapping.action.export"),
      onAction: () => {
        exportFile({ ...editor.file, mapping: tidyMapping(editor.file.mapping) }, name);
      },
    },
  ];
}

/** A message and the fields beside it, or what to do until there is one. */
function Workplace(props: MappingScreenProps & { readonly editor: Editor }) {
  const { view, messages, editor } = props;
  const { t } = useTranslation();
  const [selected, setSelected] = useState(view.first?.id ?? null);
  const verdicts = useVerdicts(messages, editor.file);
  const shown = (selected === null ? null : messages.get(selected)) ?? view.first;
  if (shown === null) return <NoMessage view={view} />;
  return (
    <>
      {shown.id === null ? (
        <Banner title={t("mapping.message.exampleHelp")} />
      ) : (
        <MessageWalk
          messages={view.messages}
          verdicts={verdicts}
          selected={shown.id}
          onSelect={(id) => {
            setSelected(id);
            props.onSelect(id);
          }}
        />
      )}
      <MappingBoard
        editor={editor}
        message={shown}
        others={messages}
        format={view.format}
        isRevealing={props.working === "reveal"}
        onReveal={props.onReveal}
        onFormat={(format) => {
          editor.change((mapping) => ({ ...mapping, format }));
          props.onFormat(format);
        }}
      />
    </>
  );
}

/** What was saved last: the draft, else what is in force, else nothing mapped. */
function savedFile({ draft, live, format }: MappingEditorView): MappingFile {
  const { mapping, statusMap } = draft ?? live ?? { mapping: emptyMapping(format), statusMap: {} };
  return { mapping, statusMap };
}

/** Whether there is something to save; a newly saved state starts the editor anew where nothing was changed. */
function useDirty(
  editor: Editor,
  saved: MappingFile,
  onDirty: (isDirty: boolean) => void,
): boolean {
  const isDirty = useMemo(() => textOf(editor.file) !== textOf(saved), [editor.file, saved]);
  useEffect(() => {
    onDirty(isDirty);
  }, [isDirty, onDirty]);
  return isDirty;
}

function textOf({ mapping, statusMap }: MappingFile): string {
  return JSON.stringify([sorted(tidyMapping(mapping)), sorted(statusMap)]);
}

/** PostgreSQL keeps members in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

/** Only what was saved can be published, so that it is what somebody looked at. */
function usePublishAction({ view }: MappingScreenProps, isDirty: boolean) {
  const { t } = useTranslation();
  const isUnfinished = view.draft !== null && unfinishedFields(view.draft.mapping).length > 0;
  const isInTheWay = isDirty || view.draft === null || isUnfinished;
  return {
    content: t("mapping.action.publish"),
    disabled: isInTheWay,
    helpText: isDirty ? t("mapping.action.saveFirst") : t("mapping.action.publishHelp"),
    // A link cannot be disabled: it would be offered as one, in the colours of one that cannot be pressed.
    ...(isInTheWay ? {} : { url: `/sources/${view.source.id}/publish` }),
  };
}

function NoMessage({ view }: { readonly view: MappingEditorView }) {
  const { t } = useTranslation();
  return (
    <NothingYet
      title={t("mapping.empty.title")}
      body={t("mapping.empty.body")}
      action={t("mapping.empty.action")}
      url={`/sources/${view.source.id}`}
    />
  );
}
