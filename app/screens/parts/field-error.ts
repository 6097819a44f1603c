import { useTranslation } from "react-i18next";
import type { FieldError } from "../../domain/source/source-form.ts";
import {
  MAX_HEADER_LENGTH,
  MAX_KEYS_LENGTH,
  MAX_NAME_LENGTH,
  MAX_SECRET_LENGTH,
} from "../../domain/source/source-form.ts";
import { MAX_STATUS_LENGTH } from "../../domain/mapping/language/limits.ts";
import { MAX_ANSWER_LENGTH } from "../../domain/source/endpoint-form.ts";
import { MAX_INPUT_LENGTH, MAX_URL_LENGTH } from "../../domain/source/access-form.ts";
import {
  MAX_KEY_ID_LENGTH,
  MAX_KEY_SECRET_LENGTH,
  MAX_REGION_LENGTH,
} from "../../domain/queue/queue-form.ts";
import { MAX_CARRIER_LENGTH, MAX_LINK_LENGTH } from "../../domain/plan/policy.ts";

const MOST: Readonly<Record<string, number>> = {
  baseUrl: MAX_URL_LENGTH,
  url: MAX_URL_LENGTH,
  answer: MAX_ANSWER_LENGTH,
  contentType: 100,
  publicKeys: MAX_KEYS_LENGTH,
  tryPath: MAX_URL_LENGTH,
  input: MAX_INPUT_LENGTH,
  name: MAX_NAME_LENGTH,
  header: MAX_HEADER_LENGTH,
  secret: MAX_SECRET_LENGTH,
  region: MAX_REGION_LENGTH,
  accessKeyId: MAX_KEY_ID_LENGTH,
  secretAccessKey: MAX_KEY_SECRET_LENGTH,
  status: MAX_STATUS_LENGTH,
  carrier: MAX_CARRIER_LENGTH,
  template: MAX_LINK_LENGTH,
};

/** A field's error in words, as Polaris wants it: left out where there is none. */
export function useFieldError(): (
  field: string,
  error: FieldError | undefined,
) => { error?: string } {
  const { t } = useTranslation();
  return (field, error) =>
    error === undefined ? {} : { error: t(`sources.error.${error}`, { most: MOST[field] }) };
}
