import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { chooseList } from "../../domain/mapping/editing/choose-list.ts";
import {
  type Field,
  fieldKey,
  LINE_FIELDS,
  PACKAGE_FIELDS,
  SHIPMENT_FIELDS,
  UPDATE_FIELDS,
} from "../../domain/mapping/editing/field.ts";
import { ownLists, type Repeated } from "../../domain/mapping/editing/lists.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useEditorParts } from "./editor-context.tsx";
import { FieldRow } from "./field-row.tsx";
import { readableList } from "./field-words.ts";
import { armedId } from "./use-editor.ts";

/** Our fields in groups, in the order in which a person thinks of them. */
export function FieldGroups() {
  const { t } = useTranslation();
  const { shipment } = useEditorParts().editor.file.mapping;
  const packages = Math.max(shipment?.packages?.length ?? 0, 1);
  const lines = Math.max(shipment?.lines?.length ?? 0, 1);
  return (
    <BlockStack gap="400">
      <Group title={t("mapping.group.update")} repeated={{ part: "update" }}>
        {UPDATE_FIELDS.map((name) => ({ part: "update", name }))}
      </Group>
      {Array.from({ length: packages }, (_, rule) => (
        <Group
          key={`package ${String(rule)}`}
          title={t("mapping.group.package", { count: packages, number: rule + 1 })}
          repeated={{ part: "package", rule }}
        >
          {PACKAGE_FIELDS.map((name) => ({ part: "package", rule, name }))}
        </Group>
      ))}
      {Array.from({ length: lines }, (_, rule) => (
        <Group
          key={`line ${String(rule)}`}
          title={t("mapping.group.line", { count: lines, number: rule + 1 })}
          repeated={{ part: "line", rule }}
        >
          {LINE_FIELDS.map((name) => ({ part: "line", rule, name }))}
        </Group>
      ))}
      <Group title={t("mapping.group.shipment")} repeated={null}>
        {SHIPMENT_FIELDS.map((name) => ({ part: "shipment", name }))}
      </Group>
    </BlockStack>
  );
}

interface GroupProps {
  readonly title: string;
  /** What is made for every item of a list; null where the group is made once. */
  readonly repeated: Repeated | null;
  readonly children: readonly Field[];
}

function Group({ title, repeated, children }: GroupProps) {
  const help = useFieldHelp();
  return (
    <TitledCard title={title}>
      {repeated === null ? null : <ListChoice repeated={repeated} />}
      <div>
        {children.map((field) => (
          <FieldRow key={fieldKey(field)} field={field} help={help(field)} />
        ))}
      </div>
    </TitledCard>
  );
}

function useFieldHelp(): (field: Field) => string {
  const { t } = useTranslation();
  return (field) => {
    switch (field.part) {
      case "update":
      case "shipment":
        return t(`mapping.help.${field.name}`);
      case "package":
        return t(`mapping.help.package_${field.name}`);
      case "line":
        return t(`mapping.help.line_${field.name}`);
    }
  };
}

/** The list of which every item makes one update, package or line. */
function ListChoice({ repeated }: { readonly repeated: Repeated }) {
  const { t } = useTranslation();
  const { editor, sample, onArm } = useEditorParts();
  const lists = ownLists(editor.file.mapping, repeated);
  const path = lists.map(readableList).join(" › ");
  const armed = { kind: "list", repeated } as const;
  const isArmed = editor.armed?.kind === "list" && armedId(editor.armed) === armedId(armed);
  return (
    <div className={isArmed ? "handoff-mapped-armed" : ""}>
      <InlineStack gap="200" blockAlign="center">
        <Text as="p" tone="subdued">
          {path === ""
            ? t(`mapping.list.once_${repeated.part}`)
            : t(`mapping.list.each_${repeated.part}`, { path })}
        </Text>
        <Button
          id={armedId(armed)}
          size="slim"
          variant="plain"
          disabled={sample === null}
          accessibilityLabel={t(`mapping.list.label_${repeated.part}`)}
          onClick={() => {
            onArm(armed);
          }}
        >
          {t("mapping.list.choose")}
        </Button>
        {path === "" || sample === null ? null : (
          <Button
            size="slim"
            variant="plain"
            onClick={() => {
              editor.change((mapping) => chooseList(mapping, repeated, { keys: null, sample }));
            }}
          >
            {t("mapping.list.clear")}
          </Button>
        )}
      </InlineStack>
    </div>
  );
}
