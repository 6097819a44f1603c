import type { SourceRole } from "./source-role.ts";

export const SCHEME_CHOICES = [
  "preset",
  "hmac_sha256_hex",
  "hmac_sha256_base64",
  "standard_webhooks",
] as const;
export type SchemeChoice = (typeof SCHEME_CHOICES)[number];

/** Chosen in place of a preset by somebody whose system has none: the mapping is made by hand. */
export const NO_PRESET = "none";

/** What the form "Connect a source" holds, as it is sent. */
export interface ConnectSourceForm {
  readonly name: string;
  readonly role: SourceRole;
  readonly preset: string;
  readonly scheme: SchemeChoice;
  /** The header of the signature; not asked for by every scheme. */
  readonly header: string;
  readonly secretOwner: "ours" | "theirs";
  readonly secret: string;
  /** PEM texts one after the other; only for presets that sign with a key of their own. */
  readonly publicKeys: string;
  /** The address of the key set; blank takes the preset's. */
  readonly keySetUrl: string;
}

/** What a form's field has wrong, as a key of the words. */
export type FieldErrors<Form> = Partial<Readonly<Record<keyof Form | "form", FieldError>>>;

const FIELD_ERRORS = [
  "required",
  "too_long",
  "name_taken",
  "secret_invalid",
  "header_invalid",
  "status_twice",
  "too_many_statuses",
  "unknown_choice",
  "hours_invalid",
  "alert_hours_invalid",
  "metafield_invalid",
  "tag_invalid",
  "days_invalid",
  "count_invalid",
  "url_invalid",
  "link_invalid",
  "base_url_invalid",
  "url_not_allowed",
  "same_address",
  "path_invalid",
  "pem_invalid",
  "fingerprint_invalid",
  "key_invalid",
  "content_type_invalid",
  "needs_session",
  "queue_url_invalid",
  "region_invalid",
  "region_differs",
  "access_key_invalid",
  "carrier_twice",
  "unexpected",
  "outdated",
] as const;
export type FieldError = (typeof FIELD_ERRORS)[number];

export function isFieldError(text: string): text is FieldError {
  return (FIELD_ERRORS as readonly string[]).includes(text);
}

/** What proves a preset's deliveries: a shared secret, public keys that are pasted or fetched, or nothing. */
export type PresetProof = "secret" | "pem" | "jwks" | "none";

export const MAX_NAME_LENGTH = 60;
export const MAX_HEADER_LENGTH = 100;
export const MAX_SECRET_LENGTH = 500;
export const MAX_KEYS_LENGTH = 15_000;

export const DEFAULT_HEADER = "x-signature";

export function needsHeader(scheme: SchemeChoice): boolean {
  return scheme === "hmac_sha256_hex" || scheme === "hmac_sha256_base64";
}
