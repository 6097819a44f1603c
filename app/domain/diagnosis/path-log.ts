import { csvText } from "../csv-cell.ts";
import type { Instant } from "../instant.ts";
import type { MessageState } from "../message-state.ts";

/** How far one event came: what the source sent, what came, what became of it, and whether Shopify shows it. */
export interface EventPath {
  readonly source: string;
  /** The source's id; null where it gives none. */
  readonly eventId: string | null;
  readonly order: string | null;
  /** By the source's own log; null where it does not say. */
  readonly sentAt: Instant | null;
  /** Whether the source learnt of a good answer; null where its log does not say. */
  readonly isAcknowledged: boolean | null;
  readonly receivedAt: Instant | null;
  readonly via: string | null;
  readonly outcome: MessageState | null;
  /** The reason's code of what stands still. */
  readonly error: string | null;
  /** When a read of Shopify agreed. */
  readonly confirmedAt: Instant | null;
}

/** The first thing of an event's path that nothing confirms. */
export type PathGap = "receipt" | "acknowledgement" | "processing" | "confirmation";

export function gapOf(path: EventPath): PathGap | null {
  const { receivedAt, isAcknowledged, outcome, confirmedAt } = path;
  if (receivedAt === null) return "receipt";
  if (isAcknowledged === false) return "acknowledgement";
  if (outcome === null || isOpen(outcome)) return "processing";
  return outcome === "applied" && confirmedAt === null ? "confirmation" : null;
}

/** Whether nothing came of the message yet, or nothing will by itself. */
export function isOpen(outcome: MessageState): boolean {
  switch (outcome) {
    case "recorded":
    case "planned":
    case "waiting":
    case "quarantined":
    case "dead":
      return true;
    case "applied":
    case "unchanged":
    case "superseded":
    case "duplicate":
      return false;
  }
}

export const PATH_COLUMNS = [
  "source",
  "event_id",
  "order",
  "sent_at",
  "received_at",
  "acknowledged",
  "via",
  "outcome",
  "error",
  "confirmed_at",
  "gap",
] as const;

/** The paths as a table, the column names first. */
export function pathCsv(paths: readonly EventPath[]): string {
  return csvText([PATH_COLUMNS, ...paths.map(cellsOf)]);
}

function cellsOf(path: EventPath): readonly string[] {
  const { isAcknowledged } = path;
  return [
    path.source,
    path.eventId ?? "",
    path.order ?? "",
    path.sentAt ?? "",
    path.receivedAt ?? "",
    isAcknowledged === null ? "" : isAcknowledged ? "yes" : "no",
    path.via ?? "",
    path.outcome ?? "",
    path.error ?? "",
    path.confirmedAt ?? "",
    gapOf(path) ?? "",
  ];
}
