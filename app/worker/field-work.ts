import type { FieldBatch, Log, Metrics } from "../pipeline/ports.ts";
import { type OrderFieldPorts, writeOrderFields } from "../pipeline/write-order-fields.ts";

export interface FieldWorkPorts extends OrderFieldPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Writes the fields of one batch of orders; after a surprise its lease ends by itself, and it is looked at again. */
export function fieldWork(ports: FieldWorkPorts): (batch: FieldBatch) => Promise<void> {
  return async (batch) => {
    const facts = { shop_id: batch.shopId, orders: batch.orders.length };
    try {
      const outcome = await writeOrderFields(batch, ports);
      ports.metrics.count("oms.fields.ended", outcome);
      if (outcome !== "kept") ports.log.info("fields.ended", { ...facts, outcome });
    } catch (error) {
      ports.metrics.count("oms.worker.failed", "fields_failed");
      ports.log.error("fields.failed", error, facts);
    }
  };
}
