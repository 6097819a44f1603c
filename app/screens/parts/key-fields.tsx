import { TextField } from "@shopify/polaris";
import { MAX_URL_LENGTH } from "../../domain/source/access-form.ts";
import { type FieldError, MAX_KEYS_LENGTH } from "../../domain/source/source-form.ts";
import { useFieldError } from "./field-error.ts";

export interface KeyFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly error: FieldError | undefined;
  readonly onChange: (value: string) => void;
}

/** Public keys in PEM, pasted one after the other. */
export function PublicKeysField(props: KeyFieldProps & { readonly isRequired?: true }) {
  const { label, help, value, error, isRequired, onChange } = props;
  const problem = useFieldError();
  return (
    <TextField
      label={label}
      helpText={help}
      value={value}
      maxLength={MAX_KEYS_LENGTH}
      multiline={4}
      maxHeight={240}
      monospaced
      autoComplete="off"
      {...(isRequired === true ? { requiredIndicator: true } : {})}
      onChange={onChange}
      {...problem("publicKeys", error)}
    />
  );
}

/** The address where a source publishes its keys. */
export function KeySetField(props: KeyFieldProps & { readonly placeholder?: string }) {
  const { label, help, value, error, placeholder, onChange } = props;
  const problem = useFieldError();
  return (
    <TextField
      label={label}
      helpText={help}
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      maxLength={MAX_URL_LENGTH}
      type="url"
      autoComplete="off"
      onChange={onChange}
      {...problem("baseUrl", error)}
    />
  );
}
