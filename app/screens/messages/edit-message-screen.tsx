import { Banner, BlockStack, Page, Text, TextField } from "@shopify/polaris";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { readDocument } from "../../domain/mapping/document/read-document.ts";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import type { Unreadable } from "../../domain/mapping/document/value.ts";
import { interpret } from "../../domain/mapping/interpret.ts";
import { formatOf } from "../../domain/mapping/read-body-text.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { TwoColumns } from "../parts/two-columns.tsx";
import { useSaid } from "../parts/use-said.ts";
import { InterpretationPreview } from "./interpretation-preview.tsx";
import { prettyJson } from "./pretty-json.ts";
import { RevealForm } from "./reveal-form.tsx";
import { shortId } from "./short-id.ts";
import type { EditableMessage, LiveMapping, RevealedContent } from "./view.ts";

export interface EditMessageScreenProps {
  readonly message: EditableMessage;
  /** Null until somebody said why the payload has to be seen. */
  readonly revealed: RevealedContent | null;
  readonly isRevealing: boolean;
  readonly isSending: boolean;
  readonly onReveal: (reason: string) => void;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onSend: (text: string) => void;
}

/** A message's payload, to be mended and sent through once more as a new message. */
export function EditMessageScreen(props: EditMessageScreenProps) {
  const { t } = useTranslation();
  const { message, revealed, isRevealing, onReveal } = props;
  const text = revealed?.text ?? null;
  if (text !== null && revealed !== null) {
    return <Editor {...props} original={prettyJson(text)} content={revealed.content} />;
  }
  const isGone = message.isGone || revealed !== null;
  return (
    <Page {...pageOf(message, t("messages.edit.title"))} narrowWidth>
      <TitledCard title={t("messages.edit.openTitle")}>
        {isGone ? (
          <Text as="p">
            {t(message.isGone ? "messages.detail.removed" : "messages.detail.binary")}
          </Text>
        ) : (
          <RevealForm isBusy={isRevealing} action={t("messages.edit.open")} onReveal={onReveal} />
        )}
      </TitledCard>
    </Page>
  );
}

function pageOf({ id, name }: EditableMessage, title: string) {
  const content = name ?? shortId(id);
  return { title, subtitle: content, backAction: { content, url: `/messages/${id}` } };
}

interface EditorProps extends EditMessageScreenProps {
  readonly original: string;
  readonly content: RevealedContent["content"];
}

function Editor({ message, original, content, isSending, onDirty, onSend }: EditorProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const [text, setText] = useState(original);
  const format = message.live?.mapping.format ?? formatOf(new TextEncoder().encode(text));
  const fault = useMemo(() => faultIn(text, format), [text, format]);
  const words = t(`messages.edit.format.${format}`);
  return (
    <Page
      {...pageOf(message, t("messages.edit.title"))}
      primaryAction={{
        content: t("messages.edit.send"),
        disabled: text === original || fault !== null,
        loading: isSending,
        onAction: () => {
          onSend(text);
        },
      }}
    >
      <TwoColumns
        main={
          <TitledCard title={t("messages.detail.payload")} help={t("messages.edit.help")}>
            <div className="handoff-editor">
              <TextField
                label={t("messages.edit.text", { format: words })}
                value={text}
                onChange={(next) => {
                  setText(next);
                  onDirty(next !== original);
                }}
                multiline={12}
                maxHeight="60vh"
                autoComplete="off"
                autoFocus
                spellCheck={false}
                {...(fault === null ? {} : { error: placed(fault, said) })}
              />
            </div>
          </TitledCard>
        }
        aside={
          <TitledCard title={t("messages.edit.preview")} help={t("messages.edit.previewHelp")}>
            <Preview live={message.live} text={text} around={{ message, content }} />
          </TitledCard>
        }
      />
    </Page>
  );
}

/** Why the text cannot be read; null where it can. */
function faultIn(text: string, format: BodyFormat): Unreadable | null {
  const read = readDocument(new TextEncoder().encode(text), format);
  return "root" in read ? null : read;
}

/** What is wrong, behind the place where it is. */
function placed({ at, detail }: Unreadable, said: (sentence: string) => string): string {
  return at === null ? said(detail) : `${at}: ${said(detail)}`;
}

interface PreviewProps {
  readonly live: LiveMapping | null;
  readonly text: string;
  readonly around: {
    readonly message: EditableMessage;
    readonly content: RevealedContent["content"];
  };
}

/** What the mapping in force makes of the text now, by the code that the worker runs. */
function Preview({ live, text, around }: PreviewProps) {
  const { t } = useTranslation();
  const { message, content } = around;
  const result = useMemo(() => {
    if (live === null) return null;
    const payload = {
      body: new TextEncoder().encode(text),
      headers: Object.fromEntries(content.headers),
      query: new URLSearchParams(content.query.map(([name, value]) => [name, value])).toString(),
      receivedAt: message.receivedAt,
    };
    return interpret(payload, live.mapping, live.statusMap);
  }, [live, text, content, message]);
  if (live === null || result === null) {
    return <Banner tone="warning">{t("messages.edit.noMapping")}</Banner>;
  }
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        {t("messages.path.withVersion", { version: live.version })}
      </Text>
      <div aria-live="polite">
        <InterpretationPreview result={result} />
      </div>
    </BlockStack>
  );
}
