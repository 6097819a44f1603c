import { TextField } from "@shopify/polaris";
import { CopyButton } from "./copy-button.tsx";

export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly help?: string;
}

/** A value to be copied into another system. */
export function CopyField({ label, value, help }: CopyFieldProps) {
  return (
    <TextField
      label={label}
      value={value}
      helpText={help}
      readOnly
      monospaced
      selectTextOnFocus
      autoComplete="off"
      connectedRight={<CopyButton text={value} what={label} />}
    />
  );
}
