import { InlineStack, TextField } from "@shopify/polaris";
import { CopyButton } from "./copy-button.tsx";

export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly help?: string;
}

/** A value to be copied into another system. */
export function CopyField({ label, value, help }: CopyFieldProps) {
  return (
    <InlineStack gap="200" blockAlign="end" wrap={false}>
      <div className="handoff-grow">
        <TextField
          label={label}
          value={value}
          helpText={help}
          readOnly
          monospaced
          selectTextOnFocus
          autoComplete="off"
        />
      </div>
      <CopyButton text={value} what={label} />
    </InlineStack>
  );
}
