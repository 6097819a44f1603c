import { BlockStack, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { HideIcon, ViewIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import { allFields, type Field, fieldKey } from "../../domain/mapping/editing/field.ts";
import type { TreeRow } from "../../domain/mapping/editing/payload-tree.ts";
import { valueAt } from "../../domain/payload/sent-document.ts";
import { formatTime } from "../i18n/format-time.ts";
import { RevealForm } from "../messages/reveal-form.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { useShop } from "../shell/shop-context.tsx";
import { useEditorParts } from "./editor-context.tsx";
import { useFieldName } from "./field-words.ts";
import { PayloadTree } from "./payload-tree.tsx";
import type { SentMessage } from "./view.ts";

export interface MessageCardProps {
  readonly message: SentMessage;
  readonly usedBy: ReadonlyMap<string, string>;
  readonly treeId: string;
  readonly format: BodyFormat;
  readonly isRevealing: boolean;
  readonly onReveal: (reason: string) => void;
  readonly onFormat: (format: BodyFormat) => void;
  readonly onChoose: (row: TreeRow) => void;
  readonly onUse: (row: TreeRow, field: Field) => void;
}

/** The message that is mapped: as a tree whose values can be chosen. */
export function MessageCard(props: MessageCardProps) {
  const { message, usedBy, treeId, onChoose, onUse } = props;
  const { t } = useTranslation();
  const { editor, sample, onArm } = useEditorParts();
  const [picked, setPicked] = useState<TreeRow | null>(null);
  const purpose = usePurpose();
  const shop = useShop();
  const title =
    message.receivedAt === null
      ? t("mapping.message.example")
      : t("mapping.message.title", { when: formatTime(message.receivedAt, shop) });
  return (
    <TitledCard title={title}>
      <BlockStack gap="300">
        <Reveal {...props} />
        <FormatChoice {...props} />
        <Hints purpose={purpose} />
        {sample === null ? null : (
          <PayloadTree
            key={`${message.id ?? "example"} ${message.format}`}
            sample={sample}
            usedBy={usedBy}
            purpose={purpose}
            treeId={treeId}
            onCancel={() => {
              onArm(null);
            }}
            onChoose={(row) => {
              setPicked(editor.armed === null ? row : null);
              onChoose(row);
            }}
          />
        )}
        {picked === null || editor.armed !== null ? null : (
          <UseFor
            key={picked.id}
            row={picked}
            onUse={(field) => {
              setPicked(null);
              onUse(picked, field);
            }}
          />
        )}
      </BlockStack>
    </TitledCard>
  );
}

/** What is wrong with the message as a whole, what to choose now, and why the last choice was none. */
function Hints({ purpose }: { readonly purpose: string | null }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { editor, sample, onArm } = useEditorParts();
  return (
    <>
      {sample === null || "root" in sample.document ? null : (
        <Text as="p" tone="critical">
          {said(sample.document.detail)}
        </Text>
      )}
      {purpose === null ? null : (
        <InlineStack gap="200" blockAlign="center">
          <Text as="p" fontWeight="semibold">
            {purpose}
          </Text>
          <Button
            size="slim"
            onClick={() => {
              onArm(null);
            }}
          >
            {t("shell.cancel")}
          </Button>
        </InlineStack>
      )}
      {editor.refused === null ? null : (
        <div role="alert">
          <Text as="p" tone="critical">
            {t(`mapping.refused.${editor.refused}`)}
          </Text>
        </div>
      )}
    </>
  );
}

/** What the next chosen value is for; null where nothing waits for one. */
function usePurpose(): string | null {
  const { t } = useTranslation();
  const name = useFieldName();
  const { armed } = useEditorParts().editor;
  if (armed === null) return null;
  return armed.kind === "value"
    ? t("mapping.tree.chooseValue", { field: name(armed.target.field) })
    : t(`mapping.tree.chooseList_${armed.repeated.part}`);
}

function Reveal({ message, isRevealing, onReveal }: MessageCardProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  if (message.id === null || message.content.kind !== "document") return null;
  if (message.isRevealed) {
    return (
      <Text as="p" tone="subdued" variant="bodySm">
        {t("mapping.message.revealed")}
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      <InlineStack>
        <Button
          size="slim"
          variant="plain"
          icon={isAsking ? HideIcon : ViewIcon}
          ariaExpanded={isAsking}
          onClick={() => {
            setAsking(!isAsking);
          }}
        >
          {t("mapping.message.reveal")}
        </Button>
      </InlineStack>
      {isAsking ? (
        <RevealForm isBusy={isRevealing} action={t("mapping.message.reveal")} onReveal={onReveal} />
      ) : null}
    </BlockStack>
  );
}

const FORMATS = ["json", "xml", "form"] as const;

/** Shown where the message is not what it is read as, so that it can be put right. */
function FormatChoice({ message, format, onFormat }: MessageCardProps) {
  const { t } = useTranslation();
  if (message.content.kind !== "unreadable") return null;
  return (
    <Select
      label={t("mapping.message.format")}
      options={FORMATS.map((one) => ({ value: one, label: t(`mapping.format.${one}`) }))}
      value={format}
      onChange={(chosen: BodyFormat) => {
        onFormat(chosen);
      }}
    />
  );
}

/** The other way round: a value was chosen first, now the field. */
function UseFor(props: { readonly row: TreeRow; readonly onUse: (field: Field) => void }) {
  const { t } = useTranslation();
  const name = useFieldName();
  const { editor, sample } = useEditorParts();
  const fields = allFields(editor.file.mapping);
  const [chosen, setChosen] = useState(fieldKey(fields[0] ?? { part: "update", name: "order" }));
  const { place } = props.row;
  const root = sample !== null && "root" in sample.document ? sample.document.root : null;
  const value = place?.in === "body" ? valueAt(root, place.keys) : props.row.text;
  if (place === null || typeof value === "object") return null;
  return (
    <InlineStack gap="200" blockAlign="end">
      <Select
        label={t("mapping.tree.useFor", { value: props.row.text.slice(0, 60) })}
        options={fields.map((field) => ({ value: fieldKey(field), label: name(field) }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button
        onClick={() => {
          const field = fields.find((one) => fieldKey(one) === chosen);
          if (field !== undefined) props.onUse(field);
        }}
      >
        {t("mapping.tree.use")}
      </Button>
    </InlineStack>
  );
}
