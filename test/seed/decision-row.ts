import type { Decision } from "../../app/domain/order-record/order-record.ts";
import type { FoldedUpdate } from "../../app/pipeline/ports.ts";
import { json, type Cell } from "./bulk.ts";

/** What a row of the ledger says of one folded update. */
export function decisionRow({
  update,
  shipmentKey,
  decision,
}: FoldedUpdate): Readonly<Record<string, Cell>> {
  return {
    decision: decision.kind,
    prior: priorOf(decision),
    milestone: update.milestone,
    source_status: update.sourceStatus,
    shipment_key: shipmentKey,
    detail: decision.kind === "refused" ? decision.reason : null,
    occurred_at: update.occurredAt,
    learnt: json(update),
  };
}

function priorOf(decision: Decision): string | null {
  switch (decision.kind) {
    case "advanced":
    case "refused":
      return decision.from;
    case "unchanged":
      return decision.at;
    case "superseded":
      return decision.by;
  }
}
