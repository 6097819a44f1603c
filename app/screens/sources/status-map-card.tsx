import {
  BlockStack,
  Button,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { MAX_STATUS_LENGTH } from "../../domain/source/source-form.ts";
import {
  isMeaning,
  MEANINGS,
  type StatusRow,
  type StatusRowError,
  statusRowErrors,
} from "../../domain/mapping/status-rows.ts";

export interface StatusMapCardProps {
  /** As published, the unmapped ones first. A new list starts the form anew. */
  readonly published: readonly StatusRow[];
  readonly isSaving: boolean;
  readonly onSave: (rows: readonly StatusRow[]) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** What each status of the system means; saving publishes a new version. */
export function StatusMapCard({ published, isSaving, onSave, onDirty }: StatusMapCardProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState(published);
  const errors = statusRowErrors(rows);
  const isDirty = JSON.stringify(rows) !== JSON.stringify(published);
  const change = (next: readonly StatusRow[]) => {
    setRows(next);
    onDirty(JSON.stringify(next) !== JSON.stringify(published));
  };
  return (
    <TitledCard title={t("sources.detail.statusMap")} help={t("sources.detail.statusHelp")}>
      <ContextualSaveBar
        id="status-map"
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={() => {
          if (errors.size === 0) onSave(rows);
        }}
        onDiscard={() => {
          change(published);
        }}
      />
      <BlockStack gap="300">
        {rows.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("sources.detail.statusEmpty")}
          </Text>
        ) : null}
        {rows.map((row, index) => (
          <StatusFields
            key={index}
            row={row}
            error={errors.get(index)}
            onChange={(part) => {
              change(rows.map((old, at) => (at === index ? { ...old, ...part } : old)));
            }}
            onRemove={() => {
              change(rows.filter((_, at) => at !== index));
            }}
          />
        ))}
        <InlineStack>
          <Button
            icon={PlusIcon}
            onClick={() => {
              change([...rows, { status: "", meaning: "" }]);
            }}
          >
            {t("sources.detail.addStatus")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

interface StatusFieldsProps {
  readonly row: StatusRow;
  readonly error: StatusRowError | undefined;
  readonly onChange: (part: Partial<StatusRow>) => void;
  readonly onRemove: () => void;
}

function StatusFields({ row, error, onChange, onRemove }: StatusFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <div className="handoff-grow">
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
          <TextField
            label={t("sources.detail.status")}
            labelHidden
            placeholder={t("sources.detail.status")}
            value={row.status}
            maxLength={MAX_STATUS_LENGTH}
            autoComplete="off"
            onChange={(status) => {
              onChange({ status });
            }}
            {...problem("status", error)}
          />
          <MeaningSelect row={row} onChange={onChange} />
        </InlineGrid>
      </div>
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        onClick={onRemove}
        accessibilityLabel={t("sources.detail.removeStatus", { status: row.status })}
      />
    </InlineStack>
  );
}

function MeaningSelect({ row, onChange }: Pick<StatusFieldsProps, "row" | "onChange">) {
  const { t } = useTranslation();
  const options = MEANINGS.map((meaning) => ({
    value: meaning,
    label: meaning === "ignore" ? t("words.ignore") : t(`words.milestone.${meaning}`),
  }));
  const help = row.meaning === "" ? {} : { helpText: t(`words.milestoneEffect.${row.meaning}`) };
  return (
    <Select
      label={t("sources.detail.meaning")}
      labelHidden
      options={[{ value: "", label: t("sources.detail.unmapped") }, ...options]}
      value={row.meaning}
      onChange={(value) => {
        onChange({ meaning: isMeaning(value) ? value : "" });
      }}
      {...help}
    />
  );
}
