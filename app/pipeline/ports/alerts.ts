import type { AlertKind, AlertText } from "../../domain/alerting/alert-text.ts";
import type { ConditionKind } from "../../domain/alerting/alert-rules.ts";
import type { Zone } from "../../domain/alerting/condition.ts";
import type { Instant } from "../../domain/instant.ts";

/** Where alerts go, opened. */
export type AlertTarget =
  /** JSON, signed as Standard Webhooks does with this secret. */
  | { readonly kind: "webhook"; readonly url: string; readonly secret: string }
  /** An incoming webhook of Slack, or of what understands the same. */
  | { readonly kind: "slack"; readonly url: string };

/** One alert; `id` is the same whenever it is sent again. */
export interface Alert {
  readonly id: string;
  readonly what: AlertKind;
  readonly shop: string;
  readonly at: Instant;
  /** Null in a test. */
  readonly condition: { readonly kind: ConditionKind; readonly zone: Zone } | null;
  readonly text: AlertText;
  /** Leads into the app. */
  readonly url: string;
}

export type AlertOutcome =
  | { readonly outcome: "sent" }
  /** One sentence that says why. */
  | { readonly outcome: "not_sent"; readonly detail: string; readonly isFinal: boolean };

export interface Notifier {
  /** One try. Expected failures are answers. */
  send(target: AlertTarget, alert: Alert): Promise<AlertOutcome>;
}
