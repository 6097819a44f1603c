-- Whether an order's handoff is broken now, and where, for lists that are narrowed
-- by it in shops with many such orders. Those that healed are not in it.
CREATE INDEX "discrepancy_of_order_idx" ON "discrepancy"("order_record_id", "zone") INCLUDE ("shop_id")
    WHERE "closed_at" IS NULL;
