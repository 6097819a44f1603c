import type { Fact, Owner, VerdictCode } from "../../domain/diagnosis/verdict.ts";
import type { HandoffTicks } from "../../domain/diagnosis/ticks.ts";
import type { Remedy } from "../../domain/diagnosis/remedies.ts";
import type { Pattern } from "../../domain/discrepancy/classify.ts";
import type { Cost, CostRates } from "../../domain/discrepancy/costs.ts";
import type { PointFixCount } from "../../domain/discrepancy/point-fixes.ts";
import type { VolumeTrend } from "../../domain/discrepancy/regression.ts";
import type { Meter, OrderSignal } from "../../domain/discrepancy/signals.ts";
import type { SystemView } from "../../domain/discrepancy/systems.ts";
import type { Instant } from "../../domain/instant.ts";
import type { EventPath } from "../../domain/diagnosis/path-log.ts";
import type { AppVersions } from "../../domain/ticket/bundle.ts";
import type { Zone } from "../../domain/zone.ts";

/** What a list of discrepancies is narrowed to; null narrows nothing. */
export interface DiscrepancyFilter {
  readonly zone: Zone | null;
  readonly signal: OrderSignal | null;
  readonly state: "open" | "closed";
}

/** One order whose handoff broke. */
export interface DiscrepancyView {
  readonly id: string;
  readonly orderRecordId: string;
  readonly orderName: string;
  readonly code: VerdictCode;
  readonly zone: Zone;
  readonly owner: Owner;
  readonly sourceName: string | null;
  readonly signals: readonly OrderSignal[];
  readonly pattern: Pattern;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly closedAt: Instant | null;
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null;
}

export interface ZoneCount {
  readonly zone: Zone;
  readonly open: number;
  /** Of the last thirty days, healed ones with them. */
  readonly recent: number;
  /** How long those took that are over: half of them, and nineteen in twenty; null where none is. */
  readonly repair: { readonly halfSeconds: number; readonly mostSeconds: number } | null;
}

/** An order that the ERP has closed and the storefront still shows as open. */
export interface Exposure {
  readonly orderRecordId: string;
  readonly orderName: string;
  readonly since: Instant;
}

export interface DiagnosisView {
  /** Without one there is nothing to compare. */
  readonly hasSources: boolean;
  readonly meters: readonly Meter[];
  readonly isGap: boolean;
  readonly zones: readonly ZoneCount[];
  readonly discrepancies: readonly DiscrepancyView[];
  readonly hasMore: boolean;
  readonly trend: VolumeTrend | null;
  readonly exposure: readonly Exposure[];
  readonly pointFixes: readonly PointFixCount[];
  readonly isHabit: boolean;
  readonly setting: {
    readonly graceMinutes: number;
    readonly dueHours: number;
    readonly rates: CostRates | null;
  };
  /** Null until the merchant entered its rates. */
  readonly cost: Cost | null;
}

/** A bundle for a ticket, and what its page and its table say; all of it redacted. */
export interface BundleView {
  readonly madeAt: Instant;
  readonly app: AppVersions;
  readonly orders: readonly OrderDiagnosis[];
  readonly paths: readonly EventPath[];
  /** The whole `TicketBundle`. */
  readonly json: string;
}

/** The diagnosis of one order. */
export interface OrderDiagnosis {
  readonly orderRecordId: string;
  readonly orderName: string;
  readonly verdict: {
    readonly code: VerdictCode;
    readonly zone: Zone;
    readonly owner: Owner;
    readonly certainty: "proved" | "likely";
    readonly since: Instant;
    readonly healedAt: Instant | null;
    readonly pattern: Pattern;
    readonly loss: "delayed" | "lost";
    readonly remedies: readonly Remedy[];
  } | null;
  readonly facts: readonly Fact[];
  readonly systems: readonly SystemView[];
  /** The one system that says something else than the others. */
  readonly diverging: SystemView["system"] | null;
  readonly signals: readonly OrderSignal[];
  readonly ticks: HandoffTicks;
}
