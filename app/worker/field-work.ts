import type { FieldBatch, FieldEnd, Log, Metrics } from "../pipeline/ports.ts";
import { type OrderFieldPorts, writeOrderFields } from "../pipeline/write-order-fields.ts";
import { guarded } from "./guarded.ts";

export interface FieldWorkPorts extends OrderFieldPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Writes the fields of one batch of orders; where that is poison, the order's page says so. */
export function fieldWork(ports: FieldWorkPorts): (batch: FieldBatch) => Promise<void> {
  return guarded(ports, {
    name: "fields",
    named,
    work: async (batch) => {
      const outcome = await writeOrderFields(batch, ports);
      ports.metrics.count("oms.fields.ended", outcome);
      if (outcome !== "kept") ports.log.info("fields.ended", { ...named(batch), outcome });
    },
    defer: (batch, delay) => ports.fieldTasks.defer(batch, delay),
    setAside: (batch, reason) => ports.fieldTasks.settle(batch, refused(batch, reason)),
    afterTheFix: "look again",
  });
}

function named({ shopId, orders, attempts, lost }: FieldBatch) {
  return { shop_id: shopId, orders: orders.length, attempts, lost };
}

function refused({ orders }: FieldBatch, reason: string): ReadonlyMap<string, FieldEnd> {
  return new Map(orders.map(({ orderRecordId }) => [orderRecordId, { kind: "refused", reason }]));
}
