import type { Instant } from "../../domain/instant.ts";
import type { DiagnosisSetting } from "../../domain/discrepancy/setting.ts";
import type { CustomReference } from "../../domain/storefront/custom-reference.ts";

export interface SettingsView {
  readonly setting: {
    readonly customReference: CustomReference;
    /** Null where the installation's days count. */
    readonly retentionDays: number | null;
  };
  /** How the diagnosis counts. */
  readonly diagnosis: DiagnosisSetting;
  readonly mostRetentionDays: number;
  readonly missingScopes: readonly string[];
}

/** What changes are told apart by, with what their actions begin with. */
export const AUDIT_AREAS = {
  sources: ["source", "endpoint", "secret", "credential", "polling", "queue"],
  mapping: ["mapping", "status", "drift"],
  work: ["message", "order", "run", "view", "pickup_notice", "deliveries", "discrepancy"],
  privacy: ["payload"],
  settings: ["settings", "alerts", "alert_channel", "incident", "diagnosis", "subscriber", "flow"],
  store: ["shop"],
} as const;

export type AuditArea = keyof typeof AUDIT_AREAS;

export interface AuditFilter {
  readonly area: AuditArea | null;
}

export interface AuditEntryView {
  readonly id: string;
  readonly at: Instant;
  /** `staff 7`, `system` or `shopify`. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  /** The source or order that it is about; null where it is about neither. */
  readonly about: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}
