import { BlockStack, Button, InlineGrid, InlineStack, Select, TextField } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { DATE_FORMATS } from "../../domain/mapping/editing/guess-date-format.ts";
import { type Transform, transformSchema } from "../../domain/mapping/language/transform-schema.ts";

export interface TransformFormProps<T extends Transform = Transform> {
  readonly transform: T;
  readonly onChange: (transform: Transform) => void;
}

/** The parameters of a transform, each with what is wrong with it; most have none. */
export function TransformForm({ transform, onChange }: TransformFormProps) {
  switch (transform.do) {
    case "capture":
      return (
        <OneText
          word="pattern"
          value={transform.pattern}
          transform={transform}
          onChange={(pattern) => {
            onChange({ ...transform, pattern });
          }}
        />
      );
    case "split":
    case "join":
      return (
        <OneText
          word="separator"
          value={transform.separator}
          transform={transform}
          onChange={(separator) => {
            onChange({ ...transform, separator });
          }}
        />
      );
    case "path":
    case "maxBy":
    case "minBy":
      return (
        <OneText
          word="path"
          value={transform.path}
          transform={transform}
          onChange={(path) => {
            onChange({ ...transform, path });
          }}
        />
      );
    case "date":
      return <DateForm transform={transform} onChange={onChange} />;
    case "lookup":
      return <LookupForm transform={transform} onChange={onChange} />;
    case "when":
      return <WhenForm transform={transform} onChange={onChange} />;
    case "first":
    case "last":
    case "trim":
    case "upper":
    case "lower":
    case "sum":
    case "fromJson":
    case "entries":
    case "toString":
      return null;
  }
}

interface OneTextProps {
  readonly word: "pattern" | "separator" | "path" | "format" | "zone";
  readonly value: string;
  readonly transform: Transform;
  readonly onChange: (text: string) => void;
}

function OneText({ word, value, transform, onChange }: OneTextProps) {
  const { t } = useTranslation();
  const checked = transformSchema.safeParse(transform);
  const issue = checked.success
    ? undefined
    : checked.error.issues.find(
        ({ path }) => path[0] === word || (word === "format" && path[0] === "formats"),
      );
  return (
    <TextField
      label={t(`mapping.transform.${word}`)}
      helpText={t(`mapping.transform.${word}Help`)}
      value={value}
      maxLength={300}
      monospaced
      autoComplete="off"
      onChange={onChange}
      {...(issue === undefined ? {} : { error: issue.message })}
    />
  );
}

function DateForm({ transform, onChange }: TransformFormProps<Transform & { do: "date" }>) {
  const { t } = useTranslation();
  const [format = "iso", ...others] = transform.formats;
  const isListed = (DATE_FORMATS as readonly string[]).includes(format);
  const set = (next: string) => {
    onChange({ ...transform, formats: [next, ...others] });
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
      <Select
        label={t("mapping.transform.dateFormat")}
        options={[
          ...DATE_FORMATS.map((one) => ({ value: one, label: one })),
          { value: "", label: t("mapping.transform.ownFormat") },
        ]}
        value={isListed ? format : ""}
        onChange={(chosen) => {
          set(chosen === "" ? "yyyy-MM-dd HH:mm" : chosen);
        }}
      />
      {isListed ? null : (
        <OneText word="format" value={format} transform={transform} onChange={set} />
      )}
      <OneText
        word="zone"
        value={transform.zone ?? ""}
        transform={transform}
        onChange={(zone) => {
          const { zone: _zone, ...rest } = transform;
          onChange(zone === "" ? rest : { ...rest, zone });
        }}
      />
    </InlineGrid>
  );
}

function LookupForm({ transform, onChange }: TransformFormProps<Transform & { do: "lookup" }>) {
  const { t } = useTranslation();
  const rows = Object.entries(transform.table);
  const set = (next: readonly [string, string][]) => {
    onChange({ ...transform, table: Object.fromEntries(next) });
  };
  return (
    <BlockStack gap="200">
      {rows.map((row, index) => (
        <LookupRow
          key={index}
          row={row}
          onChange={(changed) => {
            set(rows.with(index, changed));
          }}
          onRemove={() => {
            set(rows.filter((_, at) => at !== index));
          }}
        />
      ))}
      <InlineStack gap="200" blockAlign="end">
        <Button
          disabled={rows.some(([from]) => from === "")}
          onClick={() => {
            set([...rows, ["", ""]]);
          }}
        >
          {t("mapping.transform.addRow")}
        </Button>
        <TextField
          label={t("mapping.transform.otherwise")}
          value={transform.default ?? ""}
          maxLength={200}
          autoComplete="off"
          onChange={(text) => {
            const { default: _default, ...rest } = transform;
            onChange(text === "" ? rest : { ...rest, default: text });
          }}
        />
      </InlineStack>
    </BlockStack>
  );
}

interface LookupRowProps {
  readonly row: readonly [from: string, to: string];
  readonly onChange: (row: [string, string]) => void;
  readonly onRemove: () => void;
}

function LookupRow({ row: [from, to], onChange, onRemove }: LookupRowProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" blockAlign="end" wrap={false}>
      <TextField
        label={t("mapping.transform.from")}
        value={from}
        maxLength={200}
        autoComplete="off"
        onChange={(text) => {
          onChange([text, to]);
        }}
      />
      <TextField
        label={t("mapping.transform.to")}
        value={to}
        maxLength={200}
        autoComplete="off"
        onChange={(text) => {
          onChange([from, text]);
        }}
      />
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        accessibilityLabel={t("mapping.transform.removeRow", { from })}
        onClick={onRemove}
      />
    </InlineStack>
  );
}

function WhenForm({ transform, onChange }: TransformFormProps<Transform & { do: "when" }>) {
  const { t } = useTranslation();
  const { equals: _equals, not: _not, ...rest } = transform;
  const kind = transform.equals === undefined ? "not" : "equals";
  const values = transform.equals ?? transform.not ?? [];
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
      <Select
        label={t("mapping.transform.keep")}
        options={(["equals", "not"] as const).map((one) => ({
          value: one,
          label: t(`mapping.transform.keep_${one}`),
        }))}
        value={kind}
        onChange={(chosen: "equals" | "not") => {
          onChange({ ...rest, [chosen]: values });
        }}
      />
      <TextField
        label={t("mapping.transform.values")}
        helpText={t("mapping.transform.valuesHelp")}
        value={values.join(", ")}
        autoComplete="off"
        onChange={(text) => {
          onChange({ ...rest, [kind]: text.split(",").map((one) => one.trim()) });
        }}
      />
    </InlineGrid>
  );
}
