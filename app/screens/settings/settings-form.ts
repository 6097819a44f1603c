import type { FieldError } from "../../domain/source/source-form.ts";
import {
  type CustomReference,
  customReferenceSchema,
  DEFAULT_REFERENCE,
} from "../../domain/storefront/custom-reference.ts";
import { type DiagnosisDraft, diagnosisDraft, diagnosisFrom } from "./diagnosis-form.ts";
import type { SettingsView } from "./view.ts";

/** The settings while they are edited; what belongs to another choice is kept. */
export interface SettingsDraft {
  readonly kind: CustomReference["kind"];
  readonly namespace: string;
  readonly key: string;
  readonly prefix: string;
  /** Empty: the installation's. */
  readonly days: string;
  readonly diagnosis: DiagnosisDraft;
}

type Saved = Pick<SettingsView, "setting" | "diagnosis">;
type Setting = SettingsView["setting"];

export function draftOf({ setting, diagnosis }: Saved): SettingsDraft {
  const { customReference, retentionDays } = setting;
  const { namespace, key } =
    customReference.kind === "metafield" ? customReference : FIRST_METAFIELD;
  return {
    kind: customReference.kind,
    namespace,
    key,
    prefix: customReference.kind === "tag" ? customReference.prefix : "",
    days: retentionDays === null ? "" : String(retentionDays),
    diagnosis: diagnosisDraft(diagnosis),
  };
}

const FIRST_METAFIELD =
  DEFAULT_REFERENCE.kind === "metafield" ? DEFAULT_REFERENCE : { namespace: "", key: "" };

export function savedFrom(draft: SettingsDraft): Saved {
  return { setting: settingFrom(draft), diagnosis: diagnosisFrom(draft.diagnosis) };
}

function settingFrom(draft: SettingsDraft): Setting {
  return {
    customReference: referenceFrom(draft),
    retentionDays: draft.days.trim() === "" ? null : Number(draft.days),
  };
}

function referenceFrom({ kind, namespace, key, prefix }: SettingsDraft): CustomReference {
  return kind === "tag"
    ? { kind, prefix: prefix.trim() }
    : { kind, namespace: namespace.trim(), key: key.trim() };
}

export type SettingErrors = Partial<
  Readonly<Record<"namespace" | "key" | "prefix" | "days", FieldError>>
>;

export function settingErrors(draft: SettingsDraft, mostDays: number): SettingErrors {
  const parsed = customReferenceSchema.safeParse(referenceFrom(draft));
  const fields = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  return {
    ...(fields.has("namespace") ? { namespace: "metafield_invalid" as const } : {}),
    ...(fields.has("key") ? { key: "metafield_invalid" as const } : {}),
    ...(fields.has("prefix") ? { prefix: "tag_invalid" as const } : {}),
    ...(areGoodDays(draft.days, mostDays) ? {} : { days: "days_invalid" as const }),
  };
}

function areGoodDays(text: string, most: number): boolean {
  const days = text.trim();
  return days === "" || (/^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= most);
}
