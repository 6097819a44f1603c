import type { AlertRules } from "../../domain/alerting/alert-rules.ts";
import type { AlertLanguage } from "../../domain/alerting/alert-words.ts";
import type { ChannelKind } from "../../domain/alerting/channel-form.ts";
import type { Condition } from "../../domain/alerting/condition.ts";
import type { FlowEventView } from "../flow/view.ts";
import type { Instant } from "../../domain/instant.ts";

export interface IncidentView {
  readonly id: string;
  readonly condition: Condition;
  readonly openedAt: Instant;
  readonly acknowledged: { readonly at: Instant; readonly by: string } | null;
  /** Null while it is open. */
  readonly closedAt: Instant | null;
}

export interface ChannelView {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly host: string;
  /** How the last alert went; null where none was due yet. */
  readonly last: {
    readonly at: Instant;
    readonly state: "pending" | "sent" | "failed";
    readonly detail: string | null;
  } | null;
}

export interface AlertsView {
  readonly setting: { readonly rules: AlertRules; readonly language: AlertLanguage };
  readonly channels: readonly ChannelView[];
  readonly canAddChannel: boolean;
  readonly open: readonly IncidentView[];
  /** The last ones that are over, newest first. */
  readonly over: readonly IncidentView[];
  /** What Shopify Flow was told last, newest first. */
  readonly flow: readonly FlowEventView[];
}
